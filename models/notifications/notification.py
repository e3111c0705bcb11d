"""Notifications: rows that a per-user cursor numbers without gaps."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model

from models.events import Event
from models.notifications.telling import NotificationContent, lock_counters, telling
from models.people.user import User
from models.storage.chain import Answers, Part, write
from models.storage.doorbells import ring
from models.storage.job import JOBS
from models.storage.row import Row
from models.storage.sql import Sql, fetch

LIVE = Q(read_at=None, dismissed_at=None)


class Inbox(Model):
    """The counter of a user's notifications; the next one gets `seq + 1`."""

    user: fields.OneToOneRelation[User] = fields.OneToOneField(
        "offers.User", related_name="inbox", primary_key=True
    )
    seq = fields.BigIntField(default=0)

    class Meta:
        table = "inboxes"


class Notification(Row):
    """A notification for one user: unread, read or dismissed. It is worded from the offer when it is read.

    `share` is the link that the event concerns, if any.
    """

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "offers.User", related_name="notifications"
    )
    user_id: UUID
    seq = fields.BigIntField()
    event = fields.CharEnumField(Event, max_length=16)
    offer: fields.ForeignKeyRelation[Row] = fields.ForeignKeyField(
        "offers.Offer", related_name="notifications"
    )
    offer_id: UUID
    share: fields.ForeignKeyNullableRelation[Row] = fields.ForeignKeyField(
        "offers.Share", related_name="notifications", null=True
    )
    share_id: UUID | None
    read_at = fields.DatetimeField(null=True)
    dismissed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "notifications"
        unique_together = (("user", "seq"),)

    @classmethod
    async def tell(cls, audience: Sql, content: NotificationContent, *writes: Part) -> Answers:
        """Notify these users in the ways they have chosen, in one chain with the `writes` that it reports."""
        written = await write(*writes, *telling(audience, content))
        for user_id in written["told"]:
            ring(inbox_channel(user_id))
        if written["letters"]:
            ring(JOBS)
        return written

    @classmethod
    async def lock_inboxes(cls, audience: Sql) -> None:
        """Lock the inboxes of these users, before a transaction that notifies them several times."""
        await fetch(lock_counters(audience))

    @classmethod
    async def unread_count(cls, user_id: UUID) -> int:
        return await cls.filter(LIVE, user_id=user_id).count()

    @classmethod
    async def mark_read(cls, user_id: UUID, ids: Sequence[UUID] | None, now: datetime) -> int:
        """Mark these notifications, or all, as read; return the number that changed."""
        return await cls._mark(user_id, ids, "read_at", now)

    @classmethod
    async def dismiss(cls, user_id: UUID, ids: Sequence[UUID], now: datetime) -> int:
        return await cls._mark(user_id, ids, "dismissed_at", now)

    @classmethod
    async def _mark(cls, user_id: UUID, ids: Sequence[UUID] | None, column: str, now: datetime) -> int:
        unmarked_rows = cls.filter(user_id=user_id, **{column: None})
        count = await (unmarked_rows if ids is None else unmarked_rows.filter(id__in=ids)).update(
            **{column: now}
        )
        ring(inbox_channel(user_id))
        return count


def inbox_channel(user_id: UUID | str) -> str:
    return f"inbox:{user_id}"
