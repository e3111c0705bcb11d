"""The news of a restaurant, numbered without gaps so that a subscriber misses nothing."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID, uuid4

from tortoise import fields

from models.events import Event
from models.offers.activity import Activity
from models.promotions.restaurant import orders_channel
from models.storage.doorbells import ring
from models.storage.row import Row
from models.storage.sql import Sql, execute, fetch

NEXT = "UPDATE restaurants SET news_seq = news_seq + 1 WHERE id = ? RETURNING news_seq"
RESTAURANT = "SELECT restaurant_id FROM promotion_terms WHERE offer_id = ?"


class DiningEvent(StrEnum):
    """The kinds of news."""

    ORDER_PLACED = "ORDER_PLACED"
    ORDER_CANCELLED = "ORDER_CANCELLED"
    REDEEMED = "REDEEMED"
    GIVEN_BACK = "GIVEN_BACK"


class RestaurantNews(Row):
    """The news. `seq` counts from 1 per restaurant, without gaps, in the order in which rows became visible.

    `amount` is by how much an offer took off more than before; a negative amount is less. `order_id` is null
    where a use belongs to the bill alone.
    """

    restaurant: Any = fields.ForeignKeyField("offers.Restaurant", related_name="news")
    restaurant_id: UUID
    seq = fields.IntField()
    event = fields.CharEnumField(DiningEvent, max_length=16)
    order: Any = fields.ForeignKeyField("offers.Order", related_name="news", null=True)
    order_id: UUID | None
    offer: Any = fields.ForeignKeyField("offers.Offer", related_name="restaurant_news", null=True)
    offer_id: UUID | None
    amount = fields.BigIntField(null=True)

    class Meta:
        table = "restaurant_news"
        unique_together = (("restaurant", "seq"),)

    @classmethod
    async def after(cls, restaurant_id: UUID, seq: int, most: int) -> list[Self]:
        return await cls.filter(restaurant_id=restaurant_id, seq__gt=seq).order_by("seq").limit(most)


async def write_news(
    restaurant_id: UUID,
    event: DiningEvent,
    now: datetime,
    order_id: UUID | None,
    offer_id: UUID | None = None,
    amount: int | None = None,
) -> None:
    """Write one line of news and lock the counter until the commit: numbers become visible in order.

    Lock offers before calling this: every transaction locks in that order, so none deadlocks.
    """
    (counter,) = await fetch(Sql(NEXT, restaurant_id))
    values = (uuid4(), now, restaurant_id, counter["news_seq"], event, order_id, offer_id, amount)
    columns = "id, created_at, restaurant_id, seq, event, order_id, offer_id, amount"
    await execute(Sql(f"INSERT INTO restaurant_news ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *values))
    ring(orders_channel(restaurant_id))


async def note_use(line: Activity) -> None:
    """Write the news of a use or of its return; the log line gives the order and the amounts."""
    if line.event not in (Event.REDEEMED, Event.GIVEN_BACK):
        return
    (promotion,) = await fetch(Sql(RESTAURANT, line.offer_id))
    before, after = line.changes["amount"]
    order_id = next((UUID(order) for order in line.changes.get("order", ()) if order), None)
    restaurant_id, amount = UUID(str(promotion["restaurant_id"])), (after or 0) - (before or 0)
    await write_news(restaurant_id, DiningEvent(line.event), line.created_at, order_id, line.offer_id, amount)
