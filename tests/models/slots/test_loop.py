"""The offer loop: one customer after another, until one accepts the slot or none is left."""

from datetime import timedelta
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from models.events import Event
from models.notifications.message import Message
from models.offers.activity import Activity
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.refused import Code, Refused
from models.sharing.share import Share
from models.slots.appointment import Appointment, AppointmentStatus, DepositState
from models.slots.appointment_book import AppointmentDetails, book_by_hand
from models.slots.attempt import Outcome, SlotAttempt
from models.slots.loop_schedule import KIND
from models.slots.shop import Shop
from models.storage.job import Job
from subscriptions.work import unit_of_work
from tests.support.quote_rows import LINKS
from tests.support.rows import DAY, HOUR, NOON
from tests.support.slot_rows import (
    builder_of,
    customer_of,
    record_text_outcome,
    respond,
    run_offer_loop,
    shop_of,
    slot_of,
    visit,
    withdraw,
)

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
MINUTE = timedelta(minutes=1)


async def status_of(slot: Offer) -> Status:
    return (await Offer.get(id=slot.id)).status


async def outcomes(slot: Offer) -> list[Outcome | None]:
    """Return the outcomes of all attempts, in order."""
    return [attempt.outcome for attempt in await SlotAttempt.filter(offer_id=slot.id).order_by("position")]


async def test_the_first_eligible_customer_is_chosen_before_any_text_is_sent() -> None:
    shop = await shop_of()
    customer = await customer_of(shop)
    slot = await slot_of(shop)
    run = await run_offer_loop(slot)
    assert run.attempt is not None
    assert run.attempt.customer_id == customer.id
    message = await Message.get(share_id=run.attempt.share_id)
    assert message.text == (
        "Fade: Fri 21 Nov, 5:30 PM is free. Reply YES to book or PASS to skip within 15 min."
        " Reply STOP for no more texts."
    )
    assert (message.recipient, message.sender, run.attempt.sent_at) == (customer.phone, "+15005550006", None)


async def test_a_second_run_asks_nobody_while_an_offer_is_out() -> None:
    shop = await shop_of()
    await customer_of(shop), await customer_of(shop)
    slot = await slot_of(shop)
    await run_offer_loop(slot)
    assert (await run_offer_loop(slot)).skip_reason == "offer_outstanding"
    assert await SlotAttempt.filter(offer_id=slot.id).count() == 1


async def test_fifteen_minutes_after_the_text_was_sent_the_next_customer_is_offered() -> None:
    shop = await shop_of()
    await customer_of(shop), await customer_of(shop)
    slot = await slot_of(shop)
    first = (await run_offer_loop(slot)).attempt
    await record_text_outcome(first, NOON + 10 * MINUTE)
    assert (await run_offer_loop(slot, NOON + 24 * MINUTE)).skip_reason == "offer_outstanding"
    assert (await run_offer_loop(slot, NOON + 25 * MINUTE)).attempt is not None
    assert await outcomes(slot) == [Outcome.SILENT, None]


async def test_a_yes_books_the_time_and_settles_the_slot() -> None:
    shop = await shop_of()
    customer = await customer_of(shop)
    slot = await slot_of(shop)
    asked = (await run_offer_loop(slot)).attempt
    await record_text_outcome(asked)
    await respond(asked, Decision.ACCEPTED, NOON + MINUTE)
    assert await status_of(slot) is Status.ACCEPTED
    booking = await Appointment.get(slot_id=slot.id)
    assert (booking.customer_id, booking.status) == (customer.id, AppointmentStatus.BOOKED)
    assert (await run_offer_loop(slot, NOON + HOUR)).skip_reason == "slot_status_filled"
    told = await Message.get(offer_id=slot.id, share_id=None, user_id=None)
    assert told.text == "Booked: Fri 21 Nov, 5:30 PM at Fade. See you then!"


async def test_a_pass_leaves_it_to_the_next() -> None:
    shop = await shop_of()
    await customer_of(shop), await customer_of(shop)
    slot = await slot_of(shop)
    first = (await run_offer_loop(slot)).attempt
    await record_text_outcome(first)
    await respond(first, Decision.DECLINED, NOON + MINUTE)
    assert (await run_offer_loop(slot, NOON + MINUTE)).attempt is not None
    assert await outcomes(slot) == [Outcome.DECLINED, None]


async def test_a_text_that_failed_passes_the_slot_on_immediately() -> None:
    shop = await shop_of()
    blocked = await customer_of(shop)
    await customer_of(shop)
    slot = await slot_of(shop)
    first = (await run_offer_loop(slot)).attempt
    await record_text_outcome(first, reason="21610 Attempt to send to unsubscribed recipient")
    await blocked.refresh_from_db()
    assert not blocked.may_be_asked
    assert (await run_offer_loop(slot, NOON + MINUTE)).attempt is not None


async def test_when_nobody_is_left_the_slot_expires_and_says_why() -> None:
    shop = await shop_of()
    slot = await slot_of(shop)
    assert (await run_offer_loop(slot)).end_reason == "no_eligible_customers"
    assert await status_of(slot) is Status.EXPIRED
    assert (await run_offer_loop(slot)).skip_reason == "slot_status_expired"


async def test_no_customer_is_offered_the_slot_after_the_cut_off() -> None:
    shop = await shop_of(cut_off_minutes=60)
    await customer_of(shop)
    slot = await slot_of(shop, starts=2 * HOUR)
    assert (await run_offer_loop(slot, NOON + 61 * MINUTE)).end_reason == "cut_off_passed"


async def test_quiet_hours_postpone_the_offer() -> None:
    shop = await shop_of(time_zone="UTC", quiet_from=12 * 60, quiet_until=14 * 60)
    await customer_of(shop)
    slot = await slot_of(shop)
    assert (await run_offer_loop(slot)).skip_reason == "quiet_hours"
    assert (await run_offer_loop(slot, NOON + 2 * HOUR)).attempt is not None


async def test_quiet_hours_beyond_the_cut_off_close_the_slot_immediately() -> None:
    shop = await shop_of(time_zone="UTC", quiet_from=12 * 60, quiet_until=14 * 60)
    await customer_of(shop)
    slot = await slot_of(shop, starts=2 * HOUR + 20 * MINUTE)
    assert (await run_offer_loop(slot)).end_reason == "quiet_hours"
    assert await status_of(slot) is Status.EXPIRED


async def test_a_customer_who_was_passed_over_cannot_accept_through_an_open_link() -> None:
    shop = await shop_of()
    await customer_of(shop), await customer_of(shop)
    slot = await slot_of(shop)
    first = (await run_offer_loop(slot)).attempt
    await record_text_outcome(first)
    assert first is not None
    await run_offer_loop(slot, NOON + 15 * MINUTE)
    await Share.filter(id=first.share_id).update(expires_at=None)
    with pytest.raises(Refused) as refused:
        await respond(first, Decision.ACCEPTED, NOON + 16 * MINUTE)
    assert refused.value.code is Code.OFFER_NOT_OPEN
    assert not await Appointment.exists(slot_id=slot.id)


async def test_the_link_of_a_slot_is_not_changed_by_hand() -> None:
    shop = await shop_of()
    await customer_of(shop)
    slot = await slot_of(shop)
    asked = (await run_offer_loop(slot)).attempt
    assert asked is not None
    share, viewer = await Share.get(id=asked.share_id), await builder_of(shop)
    for change in (
        share.revoke(slot, viewer, NOON),
        share.rotate(slot, viewer, LINKS, NOON),
        share.extend(slot, viewer, None, NOON),
    ):
        with pytest.raises(Refused) as refused:
            await change
        assert refused.value.code is Code.STEP_NOT_ALLOWED


async def test_a_time_lasts_a_day_at_most() -> None:
    shop = await shop_of()
    with pytest.raises(Refused) as refused:
        await slot_of(shop, ends_at=NOON + 3 * DAY)
    assert refused.value.field == "terms.slot.endsAt"


async def test_a_chair_that_was_booked_by_hand_meanwhile_is_offered_no_more() -> None:
    shop = await shop_of()
    customer = await customer_of(shop)
    slot = await slot_of(shop, chair="1")
    times: dict[str, Any] = {"starts_at": NOON + DAY, "ends_at": NOON + DAY + HOUR}
    await Appointment.create(shop_id=shop.id, customer_id=customer.id, chair="1", **times)
    assert (await run_offer_loop(slot)).end_reason == "chair_taken"


async def test_a_chair_booked_during_an_attempt_is_noticed_immediately() -> None:
    shop = await shop_of()
    customer, regular = await customer_of(shop), await customer_of(shop)
    slot = await slot_of(shop, chair="1")
    await slot_of(shop, chair="2")
    await record_text_outcome((await run_offer_loop(slot)).attempt)
    taken = AppointmentDetails(starts_at=NOON + DAY, ends_at=NOON + DAY + HOUR, chair="1")
    await unit_of_work(lambda: book_by_hand(shop, regular.id, taken, NOON + MINUTE))
    planned = await Job.filter(kind=KIND, due_at=NOON + MINUTE)
    assert [job.payload for job in planned] == [{"slot": str(slot.id)}]
    assert (await run_offer_loop(slot, NOON + MINUTE)).end_reason == "chair_taken"
    assert await outcomes(slot) == [Outcome.WITHDRAWN]
    assert await Appointment.filter(customer_id=customer.id).count() == 0


async def test_a_time_that_is_held_for_a_deposit_is_no_reason_to_let_it_go() -> None:
    shop = await shop_of(deposit=100_00)
    await customer_of(shop)
    slot = await slot_of(shop, chair="1")
    asked = (await run_offer_loop(slot)).attempt
    await record_text_outcome(asked)
    await respond(asked, Decision.ACCEPTED, NOON + MINUTE)
    assert (await run_offer_loop(slot, NOON + 2 * MINUTE)).skip_reason == "offer_outstanding"


async def test_a_yes_of_somebody_who_is_expected_elsewhere_is_refused_and_books_nothing() -> None:
    shop = await shop_of()
    customer = await customer_of(shop)
    slot = await slot_of(shop)
    asked = (await run_offer_loop(slot)).attempt
    await record_text_outcome(asked)
    await visit(customer, -DAY, AppointmentStatus.BOOKED)
    with pytest.raises(Refused) as refused:
        await respond(asked, Decision.ACCEPTED)
    assert (refused.value.code, refused.value.field) == (Code.CONFLICT, "customerId")
    assert await Appointment.filter(slot_id=slot.id).count() == 0


async def test_a_yes_with_a_deposit_waits_for_it_and_frees_the_time_when_it_is_not_paid() -> None:
    shop = await shop_of(deposit=200_00, deposit_minutes=30)
    await customer_of(shop), await customer_of(shop)
    slot = await slot_of(shop)
    first = (await run_offer_loop(slot)).attempt
    await record_text_outcome(first)
    await respond(first, Decision.ACCEPTED, NOON + MINUTE)
    assert await status_of(slot) is Status.ACTIVE
    assert (await run_offer_loop(slot, NOON + 30 * MINUTE)).skip_reason == "offer_outstanding"
    assert (await run_offer_loop(slot, NOON + 31 * MINUTE)).attempt is not None
    booking = await Appointment.get(slot_id=slot.id)
    assert (booking.status, booking.deposit_state) == (AppointmentStatus.CANCELLED, DepositState.FAILED)
    assert await outcomes(slot) == [Outcome.UNPAID, None]


async def test_withdrawing_a_slot_ends_the_offer_that_is_out() -> None:
    shop = await shop_of()
    await customer_of(shop)
    slot = await slot_of(shop)
    asked = (await run_offer_loop(slot)).attempt
    await record_text_outcome(asked)
    await withdraw(slot)
    assert await outcomes(slot) == [Outcome.WITHDRAWN]
    with pytest.raises(Refused):
        await respond(asked, Decision.ACCEPTED)


async def test_one_phone_is_offered_one_slot_at_a_time() -> None:
    shop = await shop_of(cooldown_hours=0)
    await customer_of(shop)
    one, other = await slot_of(shop), await slot_of(shop, starts=2 * DAY)
    await run_offer_loop(one)
    assert (await run_offer_loop(other)).skip_reason == "offers_elsewhere"


async def test_the_log_has_every_step_in_order() -> None:
    shop = await shop_of()
    await customer_of(shop)
    slot = await slot_of(shop)
    asked = (await run_offer_loop(slot)).attempt
    await record_text_outcome(asked)
    await run_offer_loop(slot, NOON + HOUR)
    events = [line.event for line in await Activity.filter(offer_id=slot.id).order_by("seq")]
    assert events == [Event.CREATED, Event.OFFERED, Event.MOVED_ON, Event.EXPIRED]


@pytest.mark.parametrize(
    ("told", "by_now", "asked_for"),
    [(None, 900_00, None), (50_00, 900_00, 50_00), (50_00, 20_00, 20_00), (50_00, None, None)],
)
async def test_a_customer_pays_no_more_than_the_text_said(
    told: int | None, by_now: int | None, asked_for: int | None
) -> None:
    shop = await shop_of(deposit=told)
    await customer_of(shop)
    slot = await slot_of(shop)
    asked = (await run_offer_loop(slot)).attempt
    await Shop.filter(id=shop.id).update(deposit=by_now)
    await respond(asked, Decision.ACCEPTED)
    assert (await Appointment.get(slot_id=slot.id)).deposit == asked_for


async def test_the_database_lets_one_booking_stand_for_a_slot() -> None:
    shop = await shop_of()
    slot = await slot_of(shop)
    times: dict[str, Any] = {"shop_id": shop.id, "starts_at": NOON + DAY, "ends_at": NOON + DAY + HOUR}
    for status in (AppointmentStatus.CANCELLED, AppointmentStatus.BOOKED):
        await Appointment.create(
            customer_id=(await customer_of(shop)).id, slot_id=slot.id, status=status, **times
        )
    with pytest.raises(IntegrityError):
        await Appointment.create(customer_id=(await customer_of(shop)).id, slot_id=slot.id, **times)
