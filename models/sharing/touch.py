"""The access log of a share: every time somebody without an account touched it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network
from uuid import UUID

from tortoise import fields

from models.sharing.share import Share
from models.storage.row import Row
from models.storage.sql import Sql, execute


class TouchKind(StrEnum):
    """What was done with a link."""

    FETCH = "FETCH"
    VIEW = "VIEW"
    ANSWER = "ANSWER"
    REFUSAL = "REFUSAL"


class AddressLog(StrEnum):
    """How much of an address is kept."""

    TRUNCATED = "truncated"
    HASHED = "hashed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who touches a link, as far as the log may know."""

    address: str
    user_agent: str


class Touch(Row):
    """One touch of one share."""

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


def kept_address(address: str, how: AddressLog, salt: str) -> str:
    """The address as the log keeps it: its network, a keyed hash, or nothing."""
    if how is AddressLog.NONE or not address:
        return ""
    if how is AddressLog.HASHED:
        return hashlib.blake2s(address.encode(), key=salt.encode()[:32], digest_size=8).hexdigest()
    try:
        bits = 24 if ip_address(address).version == 4 else 48
        return str(ip_network(f"{address}/{bits}", strict=False))
    except ValueError:
        return ""


async def forget_old_touches(now: datetime, kept_for: timedelta) -> int:
    return await execute(Sql("DELETE FROM touches WHERE created_at <= ?", now - kept_for))
