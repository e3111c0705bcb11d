"""The offer loop for every slot that is due."""

from datetime import datetime
from uuid import UUID

from models.offers.offer import Offer
from models.slots.loop import run_loop
from models.slots.texting import Texting
from models.storage.job import Job
from subscriptions.work import unit_of_work


async def look_at_slot(job: Job, now: datetime, texting: Texting) -> int:
    """1 when somebody was asked; whatever else there was to do is in the slot's log."""
    slot_id = UUID(job.payload["slot"])

    async def work() -> int:
        if not await Offer.exists(id=slot_id, deleted_at=None):
            return 0
        run = await run_loop(await Offer.locked(slot_id), texting, now)
        return int(run.asked is not None)

    return await unit_of_work(work)
