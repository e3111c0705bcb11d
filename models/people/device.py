"""Known devices: the browsers and apps in which a user has signed in, recognised by an opaque token."""

from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from tortoise import fields

from models.people.access import Access, require
from models.people.tokens import hash_token, new_token
from models.people.user import User
from models.people.viewer import Viewer
from models.storage.row import Row
from models.storage.sql import Sql, execute

TOKEN_PREFIX = "dev_"  # noqa: S105 - a prefix, not a secret


class Device(Row):
    """A device of one user until it expires; revoking deletes the row. It opens no session by itself."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("offers.User", related_name="devices")
    user_id: UUID
    token_hash = fields.CharField(max_length=64, unique=True)
    expires_at = fields.DatetimeField()
    user_agent = fields.CharField(max_length=200, default="")

    class Meta:
        table = "devices"

    @classmethod
    async def known(cls, token: str, email: str, now: datetime) -> Self | None:
        """Return the device with this token if it belongs to the account with this address."""
        own = cls.filter(user__email=email.strip().lower(), user__disabled_at=None)
        return await own.get_or_none(token_hash=hash_token(token), expires_at__gt=now)

    @classmethod
    async def remember(
        cls, user: User, token: str | None, lifetime: timedelta, user_agent: str, now: datetime
    ) -> str:
        """Return the user's device token: the given one for another `lifetime`, or a new one."""
        end, agent = now + lifetime, user_agent[:200]
        own = cls.filter(user_id=user.id, token_hash=hash_token(token or ""), expires_at__gt=now)
        if token and await own.update(expires_at=end, user_agent=agent):
            return token
        fresh = new_token(TOKEN_PREFIX)
        await cls.create(user=user, token_hash=hash_token(fresh), expires_at=end, user_agent=agent)
        return fresh

    @classmethod
    async def of(cls, viewer: Viewer, device_id: UUID) -> Self:
        access = Access(viewer, "device", device_id, "Device.of", "id")
        return await require(cls.get_or_none(id=device_id, user_id=viewer.id), None, access)


async def forget_expired_devices(now: datetime) -> int:
    return await execute(Sql("DELETE FROM devices WHERE expires_at <= ?", now))
