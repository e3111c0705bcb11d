"""The codes of a restaurant's promotions: each is one promotion's, its own or one of many made for it."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from tortoise import fields
from tortoise.queryset import QuerySet

from models.storage.row import Row
from models.storage.sql import Sql, execute


class CodeState(StrEnum):
    """What has become of a code that was made for a promotion."""

    UNUSED = "UNUSED"
    USED = "USED"
    WITHDRAWN = "WITHDRAWN"


STATES: dict[CodeState, dict[str, Any]] = {
    CodeState.UNUSED: {"used": 0, "withdrawn_at": None},
    CodeState.USED: {"used__gt": 0},
    CodeState.WITHDRAWN: {"withdrawn_at__not_isnull": True},
}


class PromoCode(Row):
    """In capitals. `uses_each` is null for a promotion's own code, used as often as the promotion itself."""

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
    def made_for(cls, offer_id: UUID, state: CodeState | None = None) -> QuerySet[Self]:
        """Without the promotion's own."""
        return cls.filter(offer_id=offer_id, uses_each__not_isnull=True, **STATES[state] if state else {})


async def keep_own_code(restaurant_id: UUID, offer_id: UUID, code: str | None) -> None:
    """As the promotion has it now; the database refuses one that another has, whoever made it."""
    own = PromoCode.filter(offer_id=offer_id, uses_each=None)
    await own.exclude(code=code or "").delete()
    if code is not None and not await own.exists():
        await PromoCode(restaurant_id=restaurant_id, offer_id=offer_id, code=code).save(force_create=True)


async def count_code(code_id: UUID) -> bool:
    """One use more, unless that is one too many: by one statement, as for the promotion itself."""
    one = Sql("UPDATE promo_codes SET used = used + 1 WHERE id = ?", code_id)
    return bool(await execute(one + "AND used < uses_each AND withdrawn_at IS NULL"))


async def note_code(session_id: UUID, code_id: UUID | None, now: datetime) -> None:
    """The redemption that was written at this moment came by this code."""
    if code_id is not None:
        noted = Sql("UPDATE redemptions SET code_id = ? WHERE session_id = ?", code_id, session_id)
        of_code = Sql("AND offer_id = (SELECT offer_id FROM promo_codes WHERE id = ?)", code_id)
        await execute(noted + of_code + Sql("AND created_at = ? AND given_back_at IS NULL", now))


async def recount_codes(offer_id: UUID, now: datetime) -> None:
    """Of what was given back at this moment the codes may be used again; the offer is locked."""
    await execute(
        "UPDATE promo_codes SET used = (SELECT COUNT(*) FROM redemptions r"
        " WHERE r.code_id = promo_codes.id AND r.given_back_at IS NULL) WHERE id IN ("
        + Sql("SELECT code_id FROM redemptions WHERE offer_id = ? AND given_back_at = ?", offer_id, now)
        + ")"
    )
