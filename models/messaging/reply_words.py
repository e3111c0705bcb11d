"""The replies to received texts, each within one SMS part where possible."""

from datetime import datetime

from models.notifications.gsm import shortest_variant
from models.slots import words as slot_words
from models.slots.appointment import Appointment, DepositState
from models.slots.shop import Shop

STRANGER = "Sorry, we have no free time for you right now, so nothing was booked."
OPTED_IN = "You get texts about free times again. Reply STOP for no more texts."


def already_booked_text(booking: Appointment, shop: Shop) -> str:
    """Say that the time is booked, or how to pay while the deposit is pending."""
    if booking.deposit_due_at and booking.deposit_state is DepositState.PENDING:
        return slot_words.booking_text(booking, shop)
    return shortest_variant(
        f"You are already booked: {slot_words.slot_title(shop, booking.starts_at)}. See you then!"
    )


def still_booked_text(booking: Appointment, shop: Shop) -> str:
    """Answer a no that comes after a final booking."""
    title = slot_words.slot_title(shop, booking.starts_at)
    return shortest_variant(f"You are still booked: {title}. To cancel it, please call us.")


def unavailable_text(shop: Shop, starts_at: datetime) -> str:
    return shortest_variant(
        f"Sorry, {slot_words.slot_title(shop, starts_at)} is gone. We will ask you again another time."
    )


def conflict_text(shop: Shop, starts_at: datetime, chair: bool) -> str:
    """Say why a yes could not be booked; `chair` if the chair is taken rather than the customer."""
    why = "it has just been taken." if chair else "you have another appointment then."
    return shortest_variant(f"Sorry, we could not book {slot_words.slot_title(shop, starts_at)}: {why}")


def unclear_text(shop: Shop, starts_at: datetime) -> str:
    request = "Please reply YES to book or PASS to skip."
    return shortest_variant(
        f"{slot_words.slot_title(shop, starts_at)}: sorry, we did not understand. {request}",
        f"{slot_words.short_name(shop)}: {request}",
    )


def help_text(shop: Shop | None) -> str:
    name = shop.name if shop else "This number"
    return shortest_variant(
        f"{name} texts you when an appointment comes free: reply YES to book it. STOP for no more texts."
    )
