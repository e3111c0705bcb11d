"""The promotion codes of a restaurant: a promotion has one of its own, or many generated for it, or both."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from tortoise import fields
from tortoise.queryset import QuerySet

from models.storage.row import Row
from models.storage.sql import Sql, execute


class CodeState(StrEnum):
    """The state of a generated code."""

    UNUSED = "UNUSED"
    USED = "USED"
    WITHDRAWN = "WITHDRAWN"


STATES: dict[CodeState, dict[str, Any]] = {
    CodeState.UNUSED: {"used": 0, "withdrawn_at": None},
    CodeState.USED: {"used__gt": 0},
    CodeState.WITHDRAWN: {"withdrawn_at__not_isnull": True},
}


class PromoCode(Row):
    """The code, in capitals.

    A promotion's own code has no `uses_each`: only the promotion's limits bind it.
    """

    restaurant: Any = fields.ForeignKeyField("offers.Restaurant", related_name="promo_codes")
    restaurant_id: UUID
    offer: Any = fields.ForeignKeyField("offers.Offer", related_name="promo_codes")
    offer_id: UUID
    code = fields.CharField(max_length=40)
    uses_each = fields.IntField(null=True)
    used = fields.IntField(default=0)
    withdrawn_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "promo_codes"
        unique_together = (("restaurant", "code"),)

    @classmethod
    def generated_codes(cls, offer_id: UUID, state: CodeState | None = None) -> QuerySet[Self]:
        """Query the generated codes of a promotion, without its own code."""
        return cls.filter(offer_id=offer_id, uses_each__not_isnull=True, **STATES[state] if state else {})


async def store_own_code(restaurant_id: UUID, offer_id: UUID, code: str | None) -> None:
    """Store the promotion's own code as it is now; a code that the restaurant has raises IntegrityError."""
    own_codes = PromoCode.filter(offer_id=offer_id, uses_each=None)
    await own_codes.exclude(code=code or "").delete()
    if code is not None and not await own_codes.exists():
        await PromoCode(restaurant_id=restaurant_id, offer_id=offer_id, code=code).save(force_create=True)


async def count_code(code_id: UUID) -> bool:
    """Count one use of a generated code in a single statement; return False if none is left."""
    count = Sql("UPDATE promo_codes SET used = used + 1 WHERE id = ?", code_id)
    return bool(await execute(count + "AND used < uses_each AND withdrawn_at IS NULL"))


async def record_code(session_id: UUID, code_id: UUID | None, now: datetime) -> None:
    """Record which generated code led to the redemption that was written at `now`."""
    if code_id is not None:
        update = Sql("UPDATE redemptions SET code_id = ? WHERE session_id = ?", code_id, session_id)
        of_code = Sql("AND offer_id = (SELECT offer_id FROM promo_codes WHERE id = ?)", code_id)
        await execute(update + of_code + Sql("AND created_at = ? AND given_back_at IS NULL", now))


async def recount_codes(offer_id: UUID, now: datetime) -> None:
    """Recount codes whose redemptions were given back at `now`; the caller has locked the offer."""
    await execute(
        "UPDATE promo_codes SET used = (SELECT COUNT(*) FROM redemptions r"
        " WHERE r.code_id = promo_codes.id AND r.given_back_at IS NULL) WHERE id IN ("
        + Sql("SELECT code_id FROM redemptions WHERE offer_id = ? AND given_back_at = ?", offer_id, now)
        + ")"
    )
