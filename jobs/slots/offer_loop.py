"""The job that runs the offer loop for one slot."""

from datetime import datetime
from uuid import UUID

from models.offers.offer import Offer
from models.slots.loop import run_loop
from models.slots.texting import Texting
from models.storage.job import Job
from subscriptions.work import unit_of_work


async def run_slot_loop(job: Job, now: datetime, texting: Texting) -> int:
    """Run the loop for the slot; return 1 if a customer was asked, else 0."""
    slot_id = UUID(job.payload["slot"])

    async def work() -> int:
        if not await Offer.exists(id=slot_id, deleted_at=None):
            return 0
        run = await run_loop(await Offer.lock(slot_id), texting, now)
        return int(run.attempt is not None)

    return await unit_of_work(work)
