"""Scheduling runs of the offer loop; each cause is a job of its own, so that none is lost."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from models.events import Event
from models.refused import bad_input
from models.slots.appointment import Appointment
from models.slots.attempt import Outcome, SlotAttempt, live_attempt
from models.slots.booking import free
from models.storage.doorbells import ring
from models.storage.job import JOBS, Job
from models.storage.sql import Sql, execute, fetch

if TYPE_CHECKING:
    from models.offers.offer import Offer

KIND = "offer-loop"
FREES = frozenset({Event.CREATED, Event.ACTIVATED, Event.REVIVED, Event.DECLINED, Event.MOVED_ON})
ENDS = frozenset({Event.CLOSED, Event.EXPIRED, Event.DELETED})


async def plan_look(slot_id: UUID, cause: str, at: datetime) -> None:
    """Plan one run for this cause, not before `at`."""
    await Job.plan(KIND, f"{KIND}:{slot_id}:{cause}", at, {"slot": str(slot_id)})
    ring(JOBS)


async def look_again(slot_id: UUID, cause: str, at: datetime) -> None:
    """Plan a later run and store its time, which the API shows."""
    await execute(Sql("UPDATE slot_terms SET look_at = ? WHERE offer_id = ?", at, slot_id))
    await plan_look(slot_id, cause, at)


async def last_until(attempt: SlotAttempt, cause: str, until: datetime) -> None:
    """Give the customer until `until`, then run the loop again."""
    await attempt.last_until(until)
    await look_again(attempt.offer_id, f"{attempt.id}:{cause}", until)


async def look_at_slots_over(booking: Appointment) -> None:
    """Plan a run for every active slot that overlaps this booking's time and chair."""
    over = Sql(
        "SELECT offer_id FROM slot_terms WHERE shop_id = ? AND chair = ?", booking.shop_id, booking.chair
    )
    over += Sql("AND starts_at < ? AND ends_at > ?", booking.ends_at, booking.starts_at)
    for row in await fetch(over + "AND offer_id IN (SELECT id FROM offers WHERE status = 'ACTIVE')"):
        await plan_look(UUID(str(row["offer_id"])), f"taken:{booking.id}", booking.created_at)


async def follow(slot: "Offer", event: Event, now: datetime) -> None:
    """React to an event: plan a run when it frees the slot, end the live attempt when it ends the slot."""
    if event is Event.CREATED and slot.valid_until is not None and slot.valid_until <= now:
        raise bad_input("The start of a slot must be in the future.", "startsAt")
    if event in FREES:
        await plan_look(slot.id, str(slot.activity_seq), now)
    if event in ENDS and (attempt := await live_attempt(slot.id)):
        await attempt.end(Outcome.WITHDRAWN, now)
        await free(attempt, Outcome.UNPAID if event is Event.EXPIRED else Outcome.WITHDRAWN, now)
