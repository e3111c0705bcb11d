"""The import of customers by phone number; repeating it is safe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.checks import clean_line
from models.phone import parse_phone
from models.refused import Refused, bad_input
from models.slots.customer import Customer
from models.slots.import_row import RowResult, check_size, moment_of
from models.slots.shop import Shop
from models.storage.sql import Sql, fetch

COLUMNS = ("id", "created_at", "shop_id", "name", "phone", "is_mobile", "opted_in_at", "opt_in_source")
# The text of an empty column.
NEVER = ""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """The row as the client sent it."""

    name: str | None
    phone: str | None
    opted_in_at: str | None
    opt_in_source: str | None


async def import_customers(shop: Shop, rows: Sequence[CustomerRow], now: datetime) -> list[RowResult]:
    """Import the rows. Existing customers take the name of their last row and keep their consent."""
    check_size(rows)
    results = [_read(shop, row, now) for row in rows]
    by_phone: dict[str | None, Customer] = {}
    for result in results:
        if isinstance(result, Customer):
            _merge(by_phone.setdefault(result.phone, result), result)
    ids = await _write(list(by_phone.values()))
    return [result if isinstance(result, RowResult) else RowResult(ids[result.phone]) for result in results]


def _read(shop: Shop, row: CustomerRow, now: datetime) -> Customer | RowResult:
    try:
        customer = Customer(shop_id=shop.id, name=clean_line(row.name or "", "name", 120), created_at=now)
        phone = parse_phone((row.phone or "").strip(), shop.region)
        customer.phone, customer.is_mobile = phone.e164, phone.is_mobile
        if row.opted_in_at or row.opt_in_source:
            customer.opted_in_at = _check_past(moment_of(row.opted_in_at, "optedInAt"), now)
            customer.opt_in_source = clean_line(row.opt_in_source or "", "optInSource", 120)
    except Refused as refusal:
        return RowResult.of(refusal)
    return customer


def _check_past(moment: datetime, now: datetime) -> datetime:
    if moment > now:
        raise bad_input("optedInAt cannot be in the future.", "optedInAt")
    return moment


async def _write(customers: list[Customer]) -> dict[str | None, UUID]:
    """Insert or update all in one statement, sorted by phone so that concurrent imports cannot deadlock."""
    if not customers:
        return {}
    customers_by_phone = sorted(customers, key=lambda customer: str(customer.phone))
    row = f"({', '.join('?' * len(COLUMNS))}, '{NEVER}')"
    values = [getattr(customer, column) for customer in customers_by_phone for column in COLUMNS]
    rows = await fetch(
        Sql(
            f"INSERT INTO customers ({', '.join(COLUMNS)}, opt_out_source)"
            f" VALUES {', '.join([row] * len(customers_by_phone))}",
            *values,
        )
        + "ON CONFLICT (shop_id, phone) DO UPDATE SET name = excluded.name,"
        + _consent_sql("opted_in_at")
        + ","
        + _consent_sql("opt_in_source")
        + "RETURNING id, phone"
    )
    return {written_row["phone"]: UUID(str(written_row["id"])) for written_row in rows}


def _merge(first: Customer, later: Customer) -> None:
    """Merge a later row into the first one of the same number."""
    first.name = later.name
    if first.opted_in_at is None:
        first.opted_in_at, first.opt_in_source = later.opted_in_at, later.opt_in_source


def _consent_sql(column: str) -> str:
    """Return the assignment that takes the row's value unless the customer has opted in or out before."""
    is_open = "customers.opted_in_at IS NULL AND customers.opted_out_at IS NULL"
    return f"{column} = CASE WHEN {is_open} THEN excluded.{column} ELSE customers.{column} END"
