"""The access log of a share: every visit without an account."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tortoise import fields

from models.sharing.share import Share
from models.sharing.visitor import Visitor
from models.storage.row import Row
from models.storage.sql import Sql, execute


class TouchKind(StrEnum):
    """The action of a visitor on a link."""

    FETCH = "FETCH"
    VIEW = "VIEW"
    ANSWER = "ANSWER"
    REFUSAL = "REFUSAL"


class Touch(Row):
    """One line of the access log of a share."""

    share: fields.ForeignKeyRelation[Share] = fields.ForeignKeyField("offers.Share", related_name="touches")
    share_id: UUID
    kind = fields.CharEnumField(TouchKind, max_length=8)
    address = fields.CharField(max_length=64)
    user_agent = fields.CharField(max_length=200)

    class Meta:
        table = "touches"

    @classmethod
    async def log(cls, share_id: UUID, kind: TouchKind, visitor: Visitor, now: datetime) -> None:
        await cls.create(
            share_id=share_id,
            kind=kind,
            address=visitor.address[:64],
            user_agent=visitor.user_agent[:200],
            created_at=now,
        )


async def forget_old_touches(now: datetime, kept_for: timedelta) -> int:
    return await execute(Sql("DELETE FROM touches WHERE created_at <= ?", now - kept_for))
