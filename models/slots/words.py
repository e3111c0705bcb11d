"""The text messages to a shop's customers, in its local time and within one SMS part where possible."""

from datetime import datetime

from babel.dates import format_datetime

from models.money import Amount
from models.notifications.gsm import plain_text, shortest_variant
from models.slots.appointment import Appointment, AppointmentStatus, DepositState
from models.slots.attempt import Outcome
from models.slots.shop import Shop
from models.slots.shop_rules import BOOKING

SHORT_NAME = 24


def slot_title(shop: Shop, starts_at: datetime) -> str:
    """Return the default title of a slot."""
    return f"{_when(starts_at, shop)} at {shop.name}"


def short_name(shop: Shop) -> str:
    return shop.name[:SHORT_NAME].strip()


def question_text(shop: Shop, starts_at: datetime) -> str:
    """Return the question. It suggests PASS, because CANCEL and END opt out of all texts."""
    deposit = f" Deposit: {_money(shop.deposit, shop)}." if shop.deposit else ""
    instructions = f"Reply YES to book or PASS to skip within {shop.offer_minutes} min.{deposit}"
    when = f"{_when(starts_at, shop)} is free."
    return shortest_variant(
        f"{shop.name}: {when} {instructions} Reply STOP for no more texts.",
        f"{short_name(shop)}: {when} {instructions} STOP: no more texts.",
        f"{short_name(shop)}: {when} {instructions}",
    )


def booking_text(booking: Appointment, shop: Shop) -> str:
    when = _when(booking.starts_at, shop)
    if booking.deposit is None or booking.deposit_due_at is None:
        return shortest_variant(f"Booked: {when} at {shop.name}. See you then!")
    until = _when(booking.deposit_due_at, shop)
    how = shop.deposit_url.replace(BOOKING, str(booking.id))
    money = _money(booking.deposit, shop)
    return shortest_variant(
        f"{when} at {shop.name} is yours: pay the deposit of {money} by {until}. {how}".strip(),
        f"{short_name(shop)}: {when} is yours. Pay {money} by {until}. {how}".strip(),
    )


def confirmation_text(booking: Appointment, shop: Shop) -> str:
    return shortest_variant(
        f"Paid and booked: {_when(booking.starts_at, shop)} at {shop.name}. See you then!"
    )


def unpaid_text(booking: Appointment, shop: Shop) -> str:
    when = _when(booking.starts_at, shop)
    return shortest_variant(f"{shop.name}: the deposit for {when} was not paid, so the time is free again.")


def cancellation_text(booking: Appointment, shop: Shop) -> str:
    when, so = _when(booking.starts_at, shop), ", so there is nothing to pay" if booking.deposit else ""
    return shortest_variant(f"{shop.name}: {when} is no longer booked for you{so}.")


def status_text(booking: Appointment, shop: Shop, outcome: Outcome | None) -> str:
    """Return the text that describes the current state of a booking to its customer."""
    if booking.status is AppointmentStatus.CANCELLED:
        return unpaid_text(booking, shop) if outcome is Outcome.UNPAID else cancellation_text(booking, shop)
    return (
        confirmation_text(booking, shop)
        if booking.deposit_state is DepositState.PAID
        else booking_text(booking, shop)
    )


def _when(moment: datetime, shop: Shop) -> str:
    return format_datetime(moment, "EEE d MMM, h:mm a", tzinfo=shop.zone, locale="en")


def _money(amount: int | None, shop: Shop) -> str:
    return plain_text(Amount(amount or 0, shop.currency).text_with_code)
