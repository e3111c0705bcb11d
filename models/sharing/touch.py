"""The access log of a share: every visit without an account."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tortoise import fields

from models.sharing.share import Share
from models.sharing.visitor import Visitor
from models.storage.chain import Part
from models.storage.row import Row
from models.storage.sql import Sql, execute, fetch
from models.storage.statements import insert, insert_from


class TouchKind(StrEnum):
    """The action of a visitor on a link."""

    FETCH = "FETCH"
    VIEW = "VIEW"
    ANSWER = "ANSWER"
    REFUSAL = "REFUSAL"


class Touch(Row):
    """The line of one visit in the access log of a share."""

    share: fields.ForeignKeyRelation[Share] = fields.ForeignKeyField("offers.Share", related_name="touches")
    share_id: UUID
    kind = fields.CharEnumField(TouchKind, max_length=8)
    address = fields.CharField(max_length=64)
    user_agent = fields.CharField(max_length=200)

    class Meta:
        table = "touches"

    @classmethod
    def part(cls, share_id: UUID, kind: TouchKind, visitor: Visitor, now: datetime) -> Part:
        """Build the part of a chain that logs a visit."""
        address, user_agent = visitor.address[:64], visitor.user_agent[:200]
        line = cls(share_id=share_id, kind=kind, address=address, user_agent=user_agent, created_at=now)
        return Part("touch", insert(line))

    @classmethod
    async def log_refusal(cls, token_hash: str, visitor: Visitor, now: datetime) -> None:
        """Log the refusal of a token that is or was valid; an unknown one leaves no line."""
        shares = "SELECT id FROM shares WHERE token_hash = ? UNION"
        retired_shares = "SELECT share_id FROM retired_tokens WHERE token_hash = ?"
        line = cls(kind=TouchKind.REFUSAL, address=visitor.address[:64], created_at=now)
        line.user_agent = visitor.user_agent[:200]
        known_share = Sql(f"WITH known (share_id) AS ({shares} {retired_shares})", token_hash, token_hash)
        await fetch(known_share + insert_from(line, "known", "share_id"))


async def forget_old_touches(now: datetime, kept_for: timedelta) -> int:
    return await execute(Sql("DELETE FROM touches WHERE created_at <= ?", now - kept_for))
