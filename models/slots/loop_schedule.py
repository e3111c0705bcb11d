"""Scheduling runs of the offer loop; every cause plans a separate job, so that none is lost."""

from datetime import datetime
from uuid import UUID

from models.events import Event
from models.offers.activity import Activity
from models.slots.appointment import Appointment
from models.slots.attempt import Outcome, SlotAttempt, live_attempt
from models.slots.booking import free_booking
from models.storage.doorbells import ring
from models.storage.job import JOBS, Job
from models.storage.sql import Sql, execute, fetch

KIND = "offer-loop"
FREES = frozenset({Event.CREATED, Event.ACTIVATED, Event.REVIVED, Event.DECLINED, Event.MOVED_ON})
ENDS = frozenset({Event.CLOSED, Event.EXPIRED, Event.DELETED})


async def plan_run(slot_id: UUID, cause: str, at: datetime) -> None:
    """Plan one run for this cause, not before `at`."""
    await Job.plan(KIND, f"{KIND}:{slot_id}:{cause}", at, {"slot": str(slot_id)})
    ring(JOBS)


async def plan_later_run(slot_id: UUID, cause: str, at: datetime) -> None:
    """Plan a later run and store its time, which the API shows."""
    await execute(Sql("UPDATE slot_terms SET look_at = ? WHERE offer_id = ?", at, slot_id))
    await plan_run(slot_id, cause, at)


async def set_attempt_end(attempt: SlotAttempt, cause: str, until: datetime) -> None:
    """Give the customer until `until`, then run the loop again."""
    await attempt.set_end(until)
    await plan_later_run(attempt.offer_id, f"{attempt.id}:{cause}", until)


async def plan_overlapping_runs(booking: Appointment) -> None:
    """Plan a run for every active slot that overlaps this booking's time and chair."""
    over = Sql(
        "SELECT offer_id FROM slot_terms WHERE shop_id = ? AND chair = ?", booking.shop_id, booking.chair
    )
    over += Sql("AND starts_at < ? AND ends_at > ?", booking.ends_at, booking.starts_at)
    for row in await fetch(over + "AND offer_id IN (SELECT id FROM offers WHERE status = 'ACTIVE')"):
        await plan_run(UUID(str(row["offer_id"])), f"taken:{booking.id}", booking.created_at)


async def react_to_event(line: Activity) -> None:
    """React to an event of a slot: plan a run of the loop, or end the live attempt."""
    if line.event in FREES:
        await plan_run(line.offer_id, str(line.seq), line.created_at)
    if line.event in ENDS and (attempt := await live_attempt(line.offer_id)):
        await attempt.end(Outcome.WITHDRAWN, line.created_at)
        outcome = Outcome.UNPAID if line.event is Event.EXPIRED else Outcome.WITHDRAWN
        await free_booking(attempt, outcome, line.created_at)
