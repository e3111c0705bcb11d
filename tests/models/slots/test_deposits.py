"""Deposits as the payment provider reports them, for slots that were accepted and manual bookings."""

import asyncio
from collections.abc import Awaitable

import pytest

from models.clock import now
from models.events import Event
from models.notifications.notification import Notification
from models.offers.activity import Activity
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.people.viewer import Role
from models.refused import Code, Refused
from models.slots.appointment import Appointment, AppointmentStatus, DepositState
from models.slots.attempt import Outcome
from models.slots.deposit import Deposit, DepositResult
from resolvers.slots.appointments import cancel_appointment, conclude, record_deposit
from tests.support.deposits import (
    book_by_acceptance,
    book_manually,
    customer_texts,
    outcomes_of,
    shop_with_deposit,
)
from tests.support.races import outcome
from tests.support.rows import HOUR, person
from tests.support.slot_rows import builder_of, customer_of, shop_of, withdraw

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
PAID, FAILED = DepositResult.PAID, DepositResult.FAILED


async def report(booking: Appointment, result: DepositResult, reference: str = "p1") -> Appointment:
    return await record_deposit(None, booking.id, result, reference)


async def refusal_of(act: Awaitable[object]) -> tuple[Code, str | None]:
    with pytest.raises(Refused) as said:
        await act
    return said.value.code, said.value.field


async def stand(booking: Appointment) -> tuple[AppointmentStatus, DepositState]:
    await booking.refresh_from_db()
    return booking.status, booking.deposit_state


async def test_a_customer_who_pays_keeps_the_slot_and_is_told() -> None:
    shop = await shop_with_deposit()
    booking = await book_by_acceptance(shop)
    assert (booking.deposit_state, await outcomes_of(booking.slot_id)) == (DepositState.PENDING, [None])
    assert (await report(booking, PAID)).deposit_state is DepositState.PAID
    slot = await Offer.get(id=booking.slot_id)
    assert (slot.status, await outcomes_of(slot.id)) == (Status.ACCEPTED, [Outcome.ACCEPTED])
    assert (await customer_texts(shop))[-1].startswith("Paid and booked: ")
    assert (
        await Notification.filter(offer_id=slot.id, event=Event.ACCEPTED, user_id=shop.builder_id).count()
        == 1
    )


async def test_the_same_report_again_does_nothing_twice() -> None:
    shop = await shop_with_deposit()
    booking = await book_by_acceptance(shop)
    await report(booking, PAID)
    lines, told = await Activity.all().count(), await customer_texts(shop)
    assert (await report(booking, PAID)).deposit_state is DepositState.PAID
    assert (await Activity.all().count(), await customer_texts(shop)) == (lines, told)
    assert await Deposit.all().count() == 1


async def test_the_same_reference_for_something_else_is_refused() -> None:
    shop = await shop_with_deposit()
    booking = await book_by_acceptance(shop)
    await report(booking, PAID)
    other = await book_manually(shop)
    assert await refusal_of(report(booking, FAILED)) == (Code.CONFLICT, "reference")
    assert await refusal_of(report(other, PAID)) == (Code.CONFLICT, "reference")
    assert (await stand(other))[1] is DepositState.PENDING


async def test_a_failed_deposit_frees_the_slot_for_the_next() -> None:
    shop = await shop_with_deposit()
    booking = await book_by_acceptance(shop)
    assert (await report(booking, FAILED)).status is AppointmentStatus.CANCELLED
    assert await outcomes_of(booking.slot_id) == [Outcome.UNPAID]
    assert (await Offer.get(id=booking.slot_id)).status is Status.ACTIVE
    last = await Activity.filter(offer_id=booking.slot_id).order_by("-seq").first()
    assert last
    assert last.event is Event.MOVED_ON
    assert "was not paid" in (await customer_texts(shop))[-1]


async def test_a_payment_for_a_cancelled_booking_is_refused_and_not_recorded() -> None:
    """Decision 16."""
    booking = await book_by_acceptance(await shop_with_deposit())
    await report(booking, FAILED)
    assert await refusal_of(report(booking, PAID, "p2")) == (Code.OFFER_NOT_OPEN, "appointmentId")
    assert await Deposit.filter(reference="p2").count() == 0
    assert await stand(booking) == (AppointmentStatus.CANCELLED, DepositState.FAILED)


async def test_money_for_a_slot_that_was_withdrawn_is_refused() -> None:
    booking = await book_by_acceptance(await shop_with_deposit())
    await withdraw(await Offer.get(id=booking.slot_id), now())
    assert await refusal_of(report(booking, PAID)) == (Code.OFFER_NOT_OPEN, "appointmentId")


async def test_a_late_failed_deposit_changes_no_cancelled_booking() -> None:
    booking = await book_by_acceptance(await shop_with_deposit())
    await report(booking, FAILED)
    before = await Activity.all().count()
    assert (await report(booking, FAILED, "p2")).status is AppointmentStatus.CANCELLED
    assert await Activity.all().count() == before


async def test_a_second_payment_is_refused_so_that_it_is_refunded() -> None:
    booking = await book_by_acceptance(await shop_with_deposit())
    await report(booking, PAID)
    assert await refusal_of(report(booking, PAID, "p2")) == (Code.CONFLICT, "reference")
    assert await refusal_of(report(booking, FAILED, "p3")) == (Code.CONFLICT, "reference")
    assert [each.reference for each in await Deposit.all()] == ["p1"]


async def test_what_was_booked_by_hand_keeps_its_time_and_may_be_paid_at_the_second_try() -> None:
    booking = await book_manually(await shop_with_deposit())
    assert (await report(booking, FAILED)).status is AppointmentStatus.BOOKED
    assert (await report(booking, PAID, "p2")).deposit_state is DepositState.PAID
    assert await stand(booking) == (AppointmentStatus.BOOKED, DepositState.PAID)


async def test_a_booking_without_a_deposit_takes_no_deposit_report() -> None:
    shop = await shop_of()
    booking = await book_by_acceptance(shop)
    assert await refusal_of(report(booking, PAID)) == (Code.BAD_INPUT, "appointmentId")
    assert await Deposit.all().count() == 0


@pytest.mark.parametrize("reference", ["", " ", "r" * 121, "two\nlines"])
async def test_a_reference_is_one_line_of_up_to_120(reference: str) -> None:
    booking = await book_manually(await shop_with_deposit())
    assert await refusal_of(report(booking, PAID, reference)) == (Code.BAD_INPUT, "reference")
    assert (await stand(booking))[1] is DepositState.PENDING


async def test_another_builder_reports_nothing() -> None:
    booking, other = await book_manually(await shop_with_deposit()), await person(Role.BUILDER)
    assert await refusal_of(record_deposit(other, booking.id, PAID, "p1")) == (
        Code.FORBIDDEN,
        "appointmentId",
    )


async def test_cancelling_what_waits_for_its_deposit_leaves_the_slot_to_the_next() -> None:
    shop = await shop_with_deposit()
    booking = await book_by_acceptance(shop)
    done = await cancel_appointment(await builder_of(shop), booking.id)
    assert (done.slot_id, done.reason) == (booking.slot_id, "slot_goes_on")
    assert await stand(booking) == (AppointmentStatus.CANCELLED, DepositState.FAILED)
    assert await outcomes_of(booking.slot_id) == [Outcome.CANCELLED]
    assert await Offer.all().count() == 1
    assert (await customer_texts(shop))[-1].endswith(
        "is no longer booked for you, so there is nothing to pay."
    )


async def test_withdrawing_a_booking_that_waits_for_its_deposit_notifies_the_customer() -> None:
    shop = await shop_with_deposit()
    booking = await book_by_acceptance(shop)
    await withdraw(await Offer.get(id=booking.slot_id), now())
    assert await stand(booking) == (AppointmentStatus.CANCELLED, DepositState.FAILED)
    assert (await customer_texts(shop))[-1].endswith(
        "is no longer booked for you, so there is nothing to pay."
    )


async def test_cancelling_a_final_booking_opens_a_new_slot() -> None:
    shop = await shop_with_deposit()
    booking = await book_by_acceptance(shop)
    await report(booking, PAID)
    done = await cancel_appointment(await builder_of(shop), booking.id)
    assert done.reason is None
    assert done.slot_id not in (None, booking.slot_id)
    assert await stand(booking) == (AppointmentStatus.CANCELLED, DepositState.PAID)
    assert (await Offer.get(id=booking.slot_id)).status is Status.ACCEPTED


async def test_who_came_without_having_paid_is_not_cancelled_when_the_slot_ends() -> None:
    shop = await shop_with_deposit()
    booking, builder = await book_by_acceptance(shop), await builder_of(shop)
    await Appointment.filter(id=booking.id).update(starts_at=now() - HOUR)
    await conclude(builder, booking.id, AppointmentStatus.SETTLED)
    await withdraw(await Offer.get(id=booking.slot_id), now())
    assert (await stand(booking))[0] is AppointmentStatus.SETTLED


async def test_one_of_two_concurrent_reports_of_a_deposit_counts() -> None:
    for attempt in range(5):
        shop = await shop_with_deposit()
        booking = await book_by_acceptance(shop)
        both = await asyncio.gather(
            outcome(report(booking, PAID, f"paid {attempt}")),
            outcome(report(booking, FAILED, f"failed {attempt}")),
            outcome(report(booking, PAID, f"paid {attempt}")),
        )
        ended = await outcomes_of(booking.slot_id)
        paid = (await stand(booking))[1] is DepositState.PAID
        assert ended == [Outcome.ACCEPTED if paid else Outcome.UNPAID]
        expected = ["DONE", "CONFLICT", "DONE"] if paid else ["OFFER_NOT_OPEN", "DONE", "OFFER_NOT_OPEN"]
        assert list(both) == expected


async def test_a_concurrent_cancellation_and_payment_end_consistently() -> None:
    for attempt in range(5):
        shop = await shop_with_deposit()
        booking, builder = await book_by_acceptance(shop), await builder_of(shop)
        cancelled, paid = await asyncio.gather(
            outcome(cancel_appointment(builder, booking.id)),
            outcome(report(booking, PAID, f"paid {attempt}")),
        )
        assert cancelled == "DONE"
        assert paid in ("DONE", "OFFER_NOT_OPEN")
        ended = {"DONE": Outcome.ACCEPTED, "OFFER_NOT_OPEN": Outcome.CANCELLED}
        assert await outcomes_of(booking.slot_id) == [ended[paid]]
        state = DepositState.PAID if paid == "DONE" else DepositState.FAILED
        assert await stand(booking) == (AppointmentStatus.CANCELLED, state)


async def test_one_of_many_concurrent_cancellations_opens_a_slot() -> None:
    shop = await shop_with_deposit()
    booking, builder = await book_manually(shop), await builder_of(shop)
    await customer_of(shop)
    done = await asyncio.gather(*[outcome(cancel_appointment(builder, booking.id)) for _ in range(5)])
    assert sorted(done) == ["DONE", *["STEP_NOT_ALLOWED"] * 4]
    assert await Offer.all().count() == 1
