"""The import of past and future appointments; existing ones stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from models.phone import parse_phone
from models.refused import Refused, bad_input
from models.slots.appointment import Appointment, AppointmentStatus
from models.slots.appointment_book import AppointmentDetails, set_imported_status
from models.slots.appointment_places import Timetable, conflict_result
from models.slots.customer import Customer
from models.slots.import_row import RowResult, check_size, moment_of
from models.slots.shop import Shop
from models.storage.sql import Sql, fetch

COLUMNS = ("id", "created_at", "shop_id", "customer_id", "chair", "starts_at", "ends_at", "status", "price")


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """The row as the client sent it, with the customer's id or phone number."""

    customer_id: UUID | None
    phone: str | None
    starts_at: str | None
    ends_at: str | None
    chair: str | None
    price: int | None
    status: AppointmentStatus


async def import_appointments(shop: Shop, rows: Sequence[AppointmentRow], now: datetime) -> list[RowResult]:
    check_size(rows)
    customers = await _customers(shop, rows)
    results = [_read(shop, row, customers, now) for row in rows]
    bookings = [result for result in results if isinstance(result, Appointment)]
    timetable = await Timetable.around(shop, bookings)
    outcomes = [timetable.take(result) if isinstance(result, Appointment) else result for result in results]
    inserted_ids = await _write([result for result in outcomes if isinstance(result, Appointment)])
    return [_result(result, inserted_ids) for result in outcomes]


async def _customers(shop: Shop, rows: Sequence[AppointmentRow]) -> dict[UUID | str | None, UUID]:
    """Map the ids and E.164 numbers that occur in the rows to customer ids."""
    ids = [row.customer_id for row in rows if row.customer_id]
    phones = {_e164(row.phone, shop.region) for row in rows if row.phone} - {None}
    customers = await Customer.filter(Q(id__in=ids) | Q(phone__in=phones), shop_id=shop.id)
    ids_by_name: dict[UUID | str | None, UUID] = {customer.id: customer.id for customer in customers}
    return ids_by_name | {customer.phone: customer.id for customer in customers if customer.phone}


def _e164(phone: str, region: str) -> str | None:
    try:
        return parse_phone(phone.strip(), region).e164
    except Refused:
        return None


def _read(
    shop: Shop, row: AppointmentRow, customers: dict[UUID | str | None, UUID], now: datetime
) -> Appointment | RowResult:
    try:
        starts_at, ends_at = moment_of(row.starts_at, "startsAt"), moment_of(row.ends_at, "endsAt")
        wish = AppointmentDetails(starts_at=starts_at, ends_at=ends_at, chair=row.chair, price=row.price)
        booking = wish.of(shop, _customer(shop, row, customers), now)
        set_imported_status(booking, row.status, now)
    except Refused as refusal:
        return RowResult.of(refusal)
    return booking


def _customer(shop: Shop, row: AppointmentRow, customers: dict[UUID | str | None, UUID]) -> UUID:
    if (row.customer_id is None) == (row.phone is None):
        raise bad_input("You must name the customer by customerId or by phone.", "customerId")
    name = row.customer_id or parse_phone((row.phone or "").strip(), shop.region).e164
    if name not in customers:
        field = "customerId" if row.customer_id else "phone"
        raise bad_input("There is no such customer in this shop.", field)
    return customers[name]


async def _write(appointments: Sequence[Appointment]) -> set[UUID]:
    """Insert all in one statement; return the ids, without times that a concurrent transaction has taken."""
    if not appointments:
        return set()
    await Shop.lock_bookings(appointments[0].shop_id)
    row = f"({', '.join('?' * len(COLUMNS))}, 'NONE')"
    values = [getattr(booking, column) for booking in appointments for column in COLUMNS]
    rows = await fetch(
        Sql(
            f"INSERT INTO appointments ({', '.join(COLUMNS)}, deposit_state)"
            f" VALUES {', '.join([row] * len(appointments))}",
            *values,
        )
        + "ON CONFLICT DO NOTHING RETURNING id"
    )
    return {UUID(str(inserted_row["id"])) for inserted_row in rows}


def _result(result: Appointment | RowResult, inserted_ids: set[UUID]) -> RowResult:
    if isinstance(result, RowResult):
        return result
    return RowResult(result.id) if result.id in inserted_ids else conflict_result("customerId")
