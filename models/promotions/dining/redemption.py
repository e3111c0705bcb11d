"""The redemption: one use of a promotion, counted so that exactly one guest gets the last."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields

from models.events import Changes, Event
from models.offers.offer import Offer
from models.promotions.dining.order import Order
from models.promotions.dining.table_session import TableSession
from models.promotions.pricing.promotion import Promotion
from models.promotions.promo_code import PromoCode, count_code, recount_codes
from models.storage.row import Row
from models.storage.sql import Sql, execute, fetch, on_postgres, one_of


class PromotionGuest(Row):
    """The number of times that one guest has used one promotion."""

    offer: fields.ForeignKeyRelation[Offer] = fields.ForeignKeyField("offers.Offer", related_name="guests")
    offer_id: UUID
    guest = fields.CharField(max_length=260)
    used = fields.IntField()

    class Meta:
        table = "promotion_guests"
        unique_together = (("offer", "guest"),)


class Redemption(Row):
    """The use by an order, or by a session's bill if `order_id` is null; `code_id` is a generated code."""

    offer: fields.ForeignKeyRelation[Offer] = fields.ForeignKeyField(
        "offers.Offer", related_name="redemptions"
    )
    offer_id: UUID
    session: fields.ForeignKeyRelation[TableSession] = fields.ForeignKeyField(
        "offers.TableSession", related_name="redemptions"
    )
    session_id: UUID
    order: fields.ForeignKeyNullableRelation[Order] = fields.ForeignKeyField(
        "offers.Order", related_name="redemptions", null=True
    )
    order_id: UUID | None
    guest = fields.CharField(max_length=260, null=True)
    code: fields.ForeignKeyNullableRelation[PromoCode] = fields.ForeignKeyField(
        "offers.PromoCode", related_name="redemptions", null=True
    )
    code_id: UUID | None
    amount = fields.BigIntField()
    given_back_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "redemptions"
        unique_together = (("offer", "order"),)


async def count_use(promotion: Promotion, amount: int, guest: str | None, now: datetime) -> bool:
    """Count one use, or return False if none is left; single statements both check and count."""
    count = Sql("UPDATE promotion_terms SET used = used + 1, spent = spent + ?", amount) + Sql(
        "WHERE offer_id = ? AND (usage_limit IS NULL OR used < usage_limit)", promotion.id
    )
    if promotion.code_id is not None and not await count_code(promotion.code_id):
        return False
    if not await execute(count + Sql("AND (budget IS NULL OR spent + ? <= budget)", amount)):
        return False
    return guest is None or await _count_for_guest(promotion, guest, now)


async def _count_for_guest(promotion: Promotion, guest: str, now: datetime) -> bool:
    """Count the guest's use even without a limit per customer: a limit can be set later."""
    insert = Sql(
        "INSERT INTO promotion_guests (id, created_at, offer_id, guest, used) VALUES (?, ?, ?, ?, 1)",
        *(uuid4(), now, promotion.id, guest),
    )
    on_conflict = "ON CONFLICT (offer_id, guest) DO UPDATE SET used = promotion_guests.used + 1"
    limit = customer_limit(promotion)
    within_limit = Sql("WHERE promotion_guests.used < ?", limit) if limit is not None else Sql("")
    return bool(await fetch(insert + on_conflict + within_limit + "RETURNING used"))


def customer_limit(promotion: Promotion) -> int | None:
    """Return how often one guest may use it: once if it is for first orders."""
    return 1 if promotion.conditions.first_order else promotion.customer_limit


async def redeem(
    session: TableSession, order: Order, offer: Offer, amount: int, guest: str | None, now: datetime
) -> None:
    """Record and log the use by an order; the caller has locked the offer."""
    redemption = Redemption(session_id=session.id, order_id=order.id, guest=guest, created_at=now)
    redemption.offer_id, redemption.amount = offer.id, amount
    await redemption.save(force_create=True)
    await offer.record_event(
        Event.REDEEMED, None, {"order": [None, str(order.id)], **amount_change(amount)}, now
    )


def amount_change(amount: int) -> Changes:
    return {"amount": [None, amount]}


async def give_back_uses(order: Order, actor_id: UUID, now: datetime) -> None:
    """Give back, once, every use that this order itself counted; the caller has locked the offers."""
    rows = await fetch(
        Sql("UPDATE redemptions SET given_back_at = ? WHERE order_id = ?", now, order.id)
        + "AND given_back_at IS NULL RETURNING offer_id, amount, guest"
    )
    for row in sorted(rows, key=lambda row: str(row["offer_id"])):
        await uncount_use(row, {"order": [str(order.id), None]}, actor_id, now)


async def uncount_use(row: Mapping[str, Any], changes: Changes, actor_id: UUID | None, now: datetime) -> None:
    """Undo the counting of a use and log it; `row` has offer_id, amount and guest."""
    offer = await Offer.lock(row["offer_id"])
    count = Sql("UPDATE promotion_terms SET used = used - 1, spent = spent - ?", row["amount"])
    await execute(count + Sql("WHERE offer_id = ?", offer.id))
    await recount_codes(offer.id, now)
    if row["guest"] is not None:
        guest_count = Sql("UPDATE promotion_guests SET used = used - 1 WHERE offer_id = ?", offer.id)
        await execute(guest_count + Sql("AND guest = ?", row["guest"]))
    await offer.record_event(Event.GIVEN_BACK, actor_id, {**changes, "amount": [row["amount"], None]}, now)


async def lock_offers(ids: Iterable[UUID]) -> None:
    """Lock offers by the order of their ids, to avoid deadlocks; SQLite has a single writer anyway."""
    offer_ids = sorted(set(ids))
    if offer_ids and on_postgres():
        await fetch("SELECT id FROM offers WHERE" + one_of("id", offer_ids) + "ORDER BY id FOR UPDATE")
