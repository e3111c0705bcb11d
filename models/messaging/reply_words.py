"""The replies to received texts, each within one SMS part where possible."""

from datetime import datetime

from models.notifications.gsm import fitting
from models.slots import words as slot_words
from models.slots.appointment import Appointment, DepositState
from models.slots.shop import Shop

STRANGER = "Sorry, we have no free time for you right now, so nothing was booked."
OPTED_IN = "You get texts about free times again. Reply STOP for no more texts."


def booked_already(booking: Appointment, shop: Shop) -> str:
    """Say that the time is booked, or how to pay while the deposit is pending."""
    if booking.deposit_due_at and booking.deposit_state is DepositState.PENDING:
        return slot_words.booked(booking, shop)
    return fitting(f"You are already booked: {slot_words.title(shop, booking.starts_at)}. See you then!")


def booked_still(booking: Appointment, shop: Shop) -> str:
    """Answer a no that comes after a final booking."""
    return fitting(
        f"You are still booked: {slot_words.title(shop, booking.starts_at)}. To cancel it, please call us."
    )


def gone(shop: Shop, starts_at: datetime) -> str:
    return fitting(f"Sorry, {slot_words.title(shop, starts_at)} is gone. We will ask you again another time.")


def booked_elsewhere(shop: Shop, starts_at: datetime, chair: bool) -> str:
    """Say why a yes could not be booked; `chair` if the chair is taken rather than the customer."""
    why = "it has just been taken." if chair else "you have another appointment then."
    return fitting(f"Sorry, we could not book {slot_words.title(shop, starts_at)}: {why}")


def not_understood(shop: Shop, starts_at: datetime) -> str:
    asked = "Please reply YES to book or PASS to skip."
    return fitting(
        f"{slot_words.title(shop, starts_at)}: sorry, we did not understand. {asked}",
        f"{slot_words.short_name(shop)}: {asked}",
    )


def who_we_are(shop: Shop | None) -> str:
    who = shop.name if shop else "This number"
    return fitting(
        f"{who} texts you when an appointment comes free: reply YES to book it. STOP for no more texts."
    )
