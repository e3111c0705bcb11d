"""What the slots of a shop came to: how many were filled, how fast, and what that was worth."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from models.lifecycle import Status, status_at
from models.money import Amount
from models.shop import Shop
from models.sql import Sql, fetch, moment

OPENED = """SELECT o.id, o.status, o.created_at, t.starts_at, t.price, a.over_at
FROM slot_terms t JOIN offers o ON o.id = t.offer_id
LEFT JOIN slot_attempts a ON a.offer_id = o.id AND a.outcome = 'ACCEPTED'
WHERE t.shop_id = ? AND o.created_at >= ? AND o.created_at < ? AND o.deleted_at IS NULL"""
SENT = "SELECT COUNT(*) AS n FROM messages WHERE shop_id = ? AND sent_at >= ? AND sent_at < ?"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the slots that were opened in a span of time, and the median from opening to a yes that holds."""

    opened: int
    filled: int
    expired: int
    withdrawn: int
    waiting: int
    minutes_to_fill: float | None
    texts: int
    recovered: Amount


async def figures(shop: Shop, since: datetime, until: datetime, now: datetime) -> Figures:
    slots = await fetch(Sql(OPENED, shop.id, since, until))
    ends = Counter(status_at(Status(slot["status"]), moment(slot["starts_at"]), now) for slot in slots)
    filled = [slot for slot in slots if slot["status"] == Status.ACCEPTED]
    minutes = [_minutes(slot["created_at"], slot["over_at"]) for slot in filled if slot["over_at"]]
    (texts,) = await fetch(Sql(SENT, shop.id, since, until))
    return Figures(
        opened=len(slots),
        filled=len(filled),
        expired=ends[Status.EXPIRED],
        withdrawn=ends[Status.CLOSED],
        waiting=ends[Status.ACTIVE] + ends[Status.PAUSED] + ends[Status.DRAFT],
        minutes_to_fill=round(median(minutes), 1) if minutes else None,
        texts=texts["n"],
        recovered=Amount(sum(slot["price"] or 0 for slot in filled), shop.currency),
    )


def _minutes(opened: Any, filled: Any) -> float:
    return (moment(filled) - moment(opened)) / timedelta(minutes=1)
