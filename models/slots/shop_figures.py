"""The figures of a shop's slots: how many were filled, how fast, and the revenue recovered."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.money import Amount
from models.offers.lifecycle import Status, status_at
from models.slots.fill_times import DayFills, FillTime, Opening, by_day, histogram, median_minutes
from models.slots.shop import Shop
from models.storage.calendar_days import CalendarDays
from models.storage.sql import Sql, fetch, moment

OPENED = """SELECT o.id, o.status, o.created_at, t.starts_at, t.price, a.over_at
FROM slot_terms t JOIN offers o ON o.id = t.offer_id
LEFT JOIN slot_attempts a ON a.offer_id = o.id AND a.outcome = 'ACCEPTED'
WHERE t.shop_id = ? AND o.created_at >= ? AND o.created_at < ? AND o.deleted_at IS NULL"""
SENT = "SELECT COUNT(*) AS n FROM messages WHERE shop_id = ? AND sent_at >= ? AND sent_at < ?"


@dataclass(frozen=True, slots=True)
class SlotFigures:
    """The figures of the slots opened in a period; `minutes_to_fill` is a median of those taken."""

    opened: int
    filled: int
    expired: int
    withdrawn: int
    waiting: int
    minutes_to_fill: float | None
    texts: int
    recovered: Amount
    days: list[DayFills]
    fill_times: list[FillTime]


async def shop_figures(shop: Shop, since: datetime, until: datetime, now: datetime) -> SlotFigures:
    """Compute the figures from `since` up to `until`; refuse a period of more than a year."""
    days = CalendarDays.around(since, until, shop.time_zone)
    slots = await fetch(Sql(OPENED, shop.id, since, until))
    ends = Counter(status_at(Status(slot["status"]), moment(slot["starts_at"]), now) for slot in slots)
    filled_slots = [slot for slot in slots if slot["status"] == Status.ACCEPTED]
    openings = [_opening(slot) for slot in slots]
    (texts,) = await fetch(Sql(SENT, shop.id, since, until))
    return SlotFigures(
        opened=len(slots),
        filled=len(filled_slots),
        expired=ends[Status.EXPIRED],
        withdrawn=ends[Status.CLOSED],
        waiting=ends[Status.ACTIVE] + ends[Status.PAUSED] + ends[Status.DRAFT],
        minutes_to_fill=median_minutes(openings),
        texts=texts["n"],
        recovered=Amount(sum(slot["price"] or 0 for slot in filled_slots), shop.currency),
        days=by_day(openings, days),
        fill_times=histogram(openings),
    )


def _opening(slot: Mapping[str, Any]) -> Opening:
    """Build an opening; it counts as filled only while the slot is still taken."""
    holds = slot["status"] == Status.ACCEPTED and slot["over_at"]
    return Opening(moment(slot["created_at"]), moment(slot["over_at"]) if holds else None)
