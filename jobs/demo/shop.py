"""The demonstration shop: customers who agreed to texts, and an appointment to cancel."""

from datetime import datetime, timedelta

from models.clock import now
from models.people.viewer import Viewer
from models.slots.appointment import Appointment, AppointmentStatus
from models.slots.appointment_book import AppointmentDetails, book_by_hand
from models.slots.customer import Customer
from models.slots.shop import Shop

# 555-0100 to 555-0199 are reserved for fiction in North America; the demonstration has no quiet hours.
SETTINGS = {
    "name": "Demo Barber",
    "time_zone": "America/New_York",
    "region": "US",
    "currency": "USD",
    "quiet_from": "00:00",
    "quiet_until": "00:00",
    "offer_minutes": 5,
}
PEOPLE = (("Robin", "(201) 555-0101"), ("Sam", "(201) 555-0102"), ("Kim", "(201) 555-0103"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def open_shop(builder: Viewer) -> None:
    """Open the shop: Robin is booked in two days, Sam came last week, Kim never."""
    shop = await Shop.start(builder, None, SETTINGS)
    robin, sam, _ = [await Customer.enter(shop, *customer, "in the shop", now()) for customer in PEOPLE]
    at = now().replace(minute=0, second=0, microsecond=0)
    await book_by_hand(shop, robin.id, _hour(at + 2 * DAY), now())
    visit = await book_by_hand(shop, sam.id, _hour(at - 7 * DAY), now())
    await Appointment.filter(id=visit.id).update(status=AppointmentStatus.SETTLED)


def _hour(starts_at: datetime) -> AppointmentDetails:
    return AppointmentDetails(starts_at=starts_at, ends_at=starts_at + HOUR, chair="Window", price=45_00)
