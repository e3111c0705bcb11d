"""The customers to ask about a slot, in order, and why others are left out, in one SQL statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from models.slots.row import SlotTime
from models.slots.shop import Shop
from models.storage.sql import Sql, fetch

MOST = 10_000
IN_ORDER = "ORDER BY last_visit DESC NULLS LAST, last_attempt ASC NULLS FIRST, created_at, id"


class Unfit(StrEnum):
    """The reason why a customer is not asked."""

    NO_MOBILE = "NO_MOBILE"
    OPTED_OUT = "OPTED_OUT"
    NOT_OPTED_IN = "NOT_OPTED_IN"
    CANCELLED_IT = "CANCELLED_IT"
    ALREADY_OFFERED = "ALREADY_OFFERED"
    BOOKED_THEN = "BOOKED_THEN"
    COOLING_DOWN = "COOLING_DOWN"
    ASKED_ELSEWHERE = "ASKED_ELSEWHERE"


@dataclass(frozen=True, slots=True)
class Candidate:
    """The customer to consider; `unfit` is None when the customer may be asked now."""

    customer_id: UUID
    name: str
    phone: str | None
    unfit: Unfit | None
    last_visit: Any
    last_attempt: Any


async def candidates(
    slot_id: UUID, slot: SlotTime, shop: Shop, sender: str, now: datetime, fit_only: bool = False
) -> list[Candidate]:
    """Read candidates: the most recent settled visit first, then those never asked or least recently."""
    where = "WHERE unfit IS NULL OR unfit = 'ASKED_ELSEWHERE'" if fit_only else ""
    limit = 50 if fit_only else MOST
    rows = await fetch(
        "SELECT * FROM (SELECT c.id, c.name, c.phone, c.created_at,"
        + _unfit_sql(slot_id, slot, shop, sender, now)
        + "AS unfit,"
        + Sql(
            "(SELECT MAX(v.ends_at) FROM appointments v WHERE v.customer_id = c.id"
            " AND v.status = 'SETTLED' AND v.ends_at <= ?) AS last_visit,",
            now,
        )
        + "(SELECT MAX(t.created_at) FROM slot_attempts t WHERE t.customer_id = c.id) AS last_attempt"
        + Sql("FROM customers c WHERE c.shop_id = ?) considered", shop.id)
        + f"{where} {IN_ORDER} LIMIT {limit}"
    )
    return [_candidate(row) for row in rows]


def _unfit_sql(slot_id: UUID, slot: SlotTime, shop: Shop, sender: str, now: datetime) -> Sql:
    attempt = "EXISTS (SELECT 1 FROM slot_attempts t WHERE"
    since = now - timedelta(hours=shop.cooldown_hours)
    return (
        Sql("CASE WHEN c.phone IS NULL OR NOT c.is_mobile THEN 'NO_MOBILE'")
        + "WHEN c.opted_out_at IS NOT NULL AND (c.opted_in_at IS NULL OR c.opted_out_at >= c.opted_in_at)"
        + "THEN 'OPTED_OUT' WHEN c.opted_in_at IS NULL THEN 'NOT_OPTED_IN'"
        + Sql("WHEN c.id = (SELECT customer_id FROM appointments WHERE id = ?)", slot.appointment_id)
        + "THEN 'CANCELLED_IT'"
        + Sql(f"WHEN {attempt} t.offer_id = ? AND t.customer_id = c.id) THEN 'ALREADY_OFFERED'", slot_id)
        + "WHEN EXISTS (SELECT 1 FROM appointments b WHERE b.customer_id = c.id"
        + Sql("AND b.status IN ('BOOKED', 'SETTLED') AND b.starts_at < ?", slot.ends_at)
        + Sql("AND b.ends_at > ?) THEN 'BOOKED_THEN'", slot.starts_at)
        + Sql(f"WHEN {attempt} t.customer_id = c.id AND t.created_at > ?", since)
        + "AND (t.outcome IS NULL OR t.outcome <> 'FAILED')) THEN 'COOLING_DOWN'"
        + Sql(f"WHEN {attempt} t.sender = ? AND t.phone = c.phone AND t.outcome IS NULL)", sender)
        + "THEN 'ASKED_ELSEWHERE' END"
    )


def _candidate(row: Mapping[str, Any]) -> Candidate:
    unfit = Unfit(row["unfit"]) if row["unfit"] else None
    customer_id = row["id"] if isinstance(row["id"], UUID) else UUID(row["id"])
    return Candidate(customer_id, row["name"], row["phone"], unfit, row["last_visit"], row["last_attempt"])
