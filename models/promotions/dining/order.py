"""The orders of a table, as they were priced when they were placed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from tortoise import fields

from models.offers.offer import Offer
from models.promotions.dining.order_offers import offers_form, read_order_offers, read_promises
from models.promotions.dining.table_session import TableSession
from models.promotions.menu_item import MenuItem
from models.promotions.pricing.effects import BillPromise, PricedLine
from models.promotions.pricing.item import Item
from models.promotions.pricing.order import PricedOrder
from models.promotions.restaurant import Restaurant
from models.promotions.restaurant_news import DiningEvent, write_news
from models.refused import Code, Refused
from models.storage.row import Row

MOST_ORDERS = 100


class Order(Row):
    """The order of a session, numbered from 1.

    `applied` holds what each offer took off, and why; a bill-level offer also has its `terms`.
    """

    restaurant: fields.ForeignKeyRelation[Restaurant] = fields.ForeignKeyField(
        "offers.Restaurant", related_name="orders"
    )
    restaurant_id: UUID
    session: fields.ForeignKeyRelation[TableSession] = fields.ForeignKeyField(
        "offers.TableSession", related_name="orders"
    )
    session_id: UUID
    number = fields.IntField()
    guest = fields.CharField(max_length=260, null=True)
    subtotal = fields.BigIntField()
    offer_discount = fields.BigIntField()
    applied: Any = fields.JSONField(default=list)
    cancelled_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "orders"
        unique_together = (("session", "number"),)

    @property
    def total(self) -> int:
        return int(self.subtotal - self.offer_discount)

    @property
    def promises(self) -> tuple[BillPromise, ...]:
        """The bill-level offers that the order has chosen."""
        return read_promises(self.applied)

    @property
    def bill_discount(self) -> int:
        return sum(promise.amount for promise in self.promises)

    @property
    def explanation(self) -> list[str]:
        return [offer["sentence"] for offer in self.applied]

    @classmethod
    async def write(
        cls, session: TableSession, guest: str | None, priced_order: PricedOrder, now: datetime
    ) -> Self:
        """Write the next order of a session that the caller has locked."""
        number = await cls.filter(session_id=session.id).count() + 1
        if number > MOST_ORDERS:
            raise Refused(
                Code.STEP_NOT_ALLOWED, f"A session cannot have more than {MOST_ORDERS} orders.", "sessionId"
            )
        order = cls(
            session_id=session.id,
            restaurant_id=session.restaurant_id,
            number=number,
            guest=guest,
            subtotal=priced_order.subtotal,
            offer_discount=priced_order.offer_discount,
            applied=offers_form(priced_order),
            created_at=now,
        )
        await order.save(force_create=True)
        await OrderLine.bulk_create(OrderLine.of(order, priced_order.lines, now))
        await write_news(session.restaurant_id, DiningEvent.ORDER_PLACED, now, order.id)
        return order

    def to_priced_order(self, lines: Sequence["OrderLine"], currency: str, zone: str) -> PricedOrder:
        """Return the order as it was priced, for the bill."""
        applied = read_order_offers(self.applied)
        at = self.created_at.astimezone(ZoneInfo(zone))
        return PricedOrder(tuple(line.priced_line for line in lines), applied, currency, self.promises, at)


class OrderLine(Row):
    """The line of an order; it keeps its name and prices when the menu changes. A free line costs nothing."""

    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField("offers.Order", related_name="lines")
    order_id: UUID
    place = fields.IntField()
    item: fields.ForeignKeyRelation[MenuItem] = fields.ForeignKeyField(
        "offers.MenuItem", related_name="lines"
    )
    item_id: UUID
    name = fields.CharField(max_length=120)
    category = fields.CharField(max_length=80)
    is_discountable = fields.BooleanField()
    quantity = fields.IntField()
    unit_price = fields.BigIntField()
    list_price = fields.BigIntField()
    discount = fields.BigIntField()
    is_free_item = fields.BooleanField()
    offer: fields.ForeignKeyNullableRelation[Offer] = fields.ForeignKeyField(
        "offers.Offer", related_name="order_lines", null=True
    )
    offer_id: UUID | None

    class Meta:
        table = "order_lines"
        unique_together = (("order", "place"),)

    @classmethod
    def of(cls, order: Order, lines: Sequence[PricedLine], now: datetime) -> list[Self]:
        return [cls._of(order, place, line, now) for place, line in enumerate(lines, 1)]

    @classmethod
    def _of(cls, order: Order, place: int, line: PricedLine, now: datetime) -> Self:
        return cls(
            order_id=order.id,
            place=place,
            item_id=line.item.id,
            name=line.item.name,
            category=line.item.category,
            is_discountable=line.item.discountable,
            quantity=line.quantity,
            unit_price=line.unit_price,
            list_price=line.list_price,
            discount=line.discount,
            is_free_item=line.is_free,
            offer_id=line.offer_id,
            created_at=now,
        )

    @property
    def priced_line(self) -> PricedLine:
        item = Item(self.item_id, self.name, self.category, self.list_price, self.is_discountable)
        figures = self.quantity, self.unit_price, self.list_price
        return PricedLine(item, *figures, self.is_free_item, self.offer_id, self.discount)

    @property
    def total(self) -> int:
        return int(self.list_price * self.quantity - self.discount)


async def fetch_orders(session_ids: Sequence[UUID]) -> list[list[Order]]:
    """Return the orders of each session, in the order of the ids, cancelled orders included."""
    orders: defaultdict[UUID, list[Order]] = defaultdict(list)
    for order in await Order.filter(session_id__in=list(session_ids)).order_by("number"):
        orders[order.session_id].append(order)
    return [orders[session_id] for session_id in session_ids]


async def fetch_lines(order_ids: Sequence[UUID]) -> list[list[OrderLine]]:
    """Return the lines of each order, in the order of the ids."""
    lines: defaultdict[UUID, list[OrderLine]] = defaultdict(list)
    for line in await OrderLine.filter(order_id__in=list(order_ids)).order_by("place"):
        lines[line.order_id].append(line)
    return [lines[order_id] for order_id in order_ids]
