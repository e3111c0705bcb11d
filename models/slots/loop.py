"""The offer loop: it ends the attempt that ran out and asks the next customer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.events import Changes, Event
from models.offers.lifecycle import Status, status_at
from models.offers.offer import Offer
from models.refused import bad_input
from models.slots.appointment import DepositState
from models.slots.asking import ask_next_customer
from models.slots.attempt import Outcome, SlotAttempt, live_attempt
from models.slots.booking import booking_of, chair_is_taken, free_booking
from models.slots.loop_schedule import plan_later_run
from models.slots.quiet import end_of_quiet
from models.slots.shop import Shop
from models.slots.slot import SLOT, SlotTerms
from models.slots.texting import Texting

STATUSES = {Status.ACCEPTED: "filled", Status.CLOSED: "withdrawn"}
NOBODY, TOO_LATE, CHAIR_TAKEN = "no_eligible_customers", "cut_off_passed", "chair_taken"
OUTSTANDING, QUIET, ELSEWHERE = "offer_outstanding", "quiet_hours", "offers_elsewhere"


@dataclass(frozen=True, slots=True)
class LoopRun:
    """The result of one run: the new attempt, or the reason why the run asked nobody or ended the loop."""

    attempt: SlotAttempt | None = None
    skip_reason: str | None = None
    end_reason: str | None = None


async def run_loop(slot: Offer, texting: Texting, now: datetime) -> LoopRun:
    """Take one step for a locked slot. Safe to run at any time and any number of times."""
    terms = await slot_terms(slot)
    status = status_at(slot.status, slot.valid_until, now)
    if status is not Status.ACTIVE:
        return LoopRun(skip_reason=f"slot_status_{STATUSES.get(status, status.lower())}")
    attempt = await live_attempt(slot.id)
    if attempt and not attempt.is_over_at(now) and not await _chair_is_taken(terms):
        return LoopRun(skip_reason=OUTSTANDING)
    if attempt:
        await end_attempt(slot, attempt, await _final_outcome(attempt, now), now)
    return await _ask_or_give_up(slot, terms, await Shop.get(id=terms.shop_id), texting, now)


async def end_attempt(slot: Offer, attempt: SlotAttempt, outcome: Outcome, now: datetime) -> None:
    """End the attempt and free its booking; the event makes the loop run again."""
    if await attempt.end(outcome, now):
        await free_booking(attempt, outcome, now)
        changes: Changes = {"customer": [str(attempt.customer_id)] * 2, "outcome": [None, outcome]}
        await slot.record_event(Event.MOVED_ON, None, changes, now)


async def slot_terms(slot: Offer, field: str = "slotId") -> SlotTerms:
    """Return the terms of a slot; refuse an offer of another kind."""
    if slot.kind != SLOT.name:
        raise bad_input("The offer must be a slot.", field)
    return await SlotTerms.get(offer_id=slot.id)


async def _ask_or_give_up(
    slot: Offer, terms: SlotTerms, shop: Shop, texting: Texting, now: datetime
) -> LoopRun:
    last = last_moment_to_ask(terms.starts_at, shop)
    if now > last:
        return await _give_up(slot, TOO_LATE, now)
    if await _chair_is_taken(terms):
        return await _give_up(slot, CHAIR_TAKEN, now)
    if (awake := end_of_quiet(now, shop.zone, shop.quiet_from, shop.quiet_until)) > last:
        return await _give_up(slot, QUIET, now)
    if awake > now:
        return await _wait(slot, QUIET, awake)
    attempt, must_retry = await ask_next_customer(slot, terms, shop, texting, now)
    if attempt:
        return LoopRun(attempt=attempt)
    if must_retry:
        return await _wait(slot, ELSEWHERE, now + timedelta(minutes=1))
    return await _give_up(slot, NOBODY, now)


async def _chair_is_taken(terms: SlotTerms) -> bool:
    if terms.chair is None:
        return False
    return await chair_is_taken(terms.offer_id, terms.shop_id, terms.chair, terms.starts_at, terms.ends_at)


def last_moment_to_ask(starts_at: datetime, shop: Shop) -> datetime:
    """Return the last moment at which a customer may be asked."""
    return starts_at - timedelta(minutes=shop.cut_off_minutes)


async def _final_outcome(attempt: SlotAttempt, now: datetime) -> Outcome:
    if not attempt.is_over_at(now):
        return Outcome.WITHDRAWN
    booking = await booking_of(attempt.offer_id)
    waits = booking is not None and booking.deposit_state is DepositState.PENDING
    if waits:
        return Outcome.UNPAID
    return Outcome.SILENT if attempt.sent_at else Outcome.FAILED


async def _wait(slot: Offer, reason: str, until: datetime) -> LoopRun:
    await plan_later_run(slot.id, f"{reason}:{until.isoformat()}", until)
    return LoopRun(skip_reason=reason)


async def _give_up(slot: Offer, reason: str, now: datetime) -> LoopRun:
    """Expire the slot with its reason, because no customer can be asked any more."""
    await SlotTerms.filter(offer_id=slot.id).update(given_up=reason, look_at=None)
    slot.expired_from, slot.status = Status.ACTIVE, Status.EXPIRED
    changes: Changes = {"status": [Status.ACTIVE, Status.EXPIRED], "reason": [None, reason]}
    await slot.record_event(Event.EXPIRED, None, changes, now)
    return LoopRun(end_reason=reason)
