"""Notifications: rows that a per-user cursor numbers without gaps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model

from models.events import Event
from models.notifications.message import Channel, Message, Purpose
from models.notifications.preference import Ways, ways_to_reach
from models.people.user import User
from models.storage.doorbells import ring
from models.storage.row import Row
from models.storage.sql import Sql, fetch

AT_ONCE = 500
LIVE = Q(read_at=None, dismissed_at=None)


@dataclass(frozen=True, slots=True)
class NotificationContent:
    """The event that a notification reports."""

    event: Event
    offer_id: UUID
    share_id: UUID | None
    created_at: datetime


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
    async def tell(
        cls,
        user_ids: Iterable[UUID],
        event: Event,
        offer_id: UUID,
        now: datetime,
        share_id: UUID | None = None,
    ) -> None:
        """Notify these users in the ways they have chosen, in the caller's transaction."""
        content = NotificationContent(event, offer_id, share_id, now)
        for some in _sorted_batches(user_ids):
            ways = await ways_to_reach(some, event)
            await _show([user_id for user_id, way in ways.items() if way.in_app], content)
            await Message.plan(_messages(ways, content), now)

    @classmethod
    async def lock_inboxes(cls, user_ids: Iterable[UUID]) -> None:
        """Lock the inboxes of these users, before a transaction that notifies them several times."""
        for some in _sorted_batches(user_ids):
            await _advance_counters(some, 0)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Build a notification from a record of its columns, as Tortoise does for its own queries."""
        return cls._init_from_db(**record)

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


def inbox_channel(user_id: UUID) -> str:
    return f"inbox:{user_id}"


async def _show(user_ids: Sequence[UUID], content: NotificationContent) -> None:
    if user_ids:
        await _write(await _advance_counters(user_ids, 1), content)
    for user_id in user_ids:
        ring(inbox_channel(user_id))


def _messages(ways: Mapping[UUID, Ways], content: NotificationContent) -> list[Message]:
    deliveries = [(user_id, Channel.EMAIL) for user_id, way in ways.items() if way.email]
    deliveries += [(user_id, Channel.SMS) for user_id, way in ways.items() if way.sms]
    return [
        Message(purpose=Purpose.NEWS, user_id=user_id, channel=channel, **asdict(content))
        for user_id, channel in deliveries
    ]


def _sorted_batches(user_ids: Iterable[UUID]) -> list[list[UUID]]:
    """Batch the ids in sorted order, so that concurrent transactions cannot deadlock on the inboxes."""
    everyone = sorted(set(user_ids))
    return [everyone[start : start + AT_ONCE] for start in range(0, len(everyone), AT_ONCE)]


async def _advance_counters(user_ids: Sequence[UUID], more: int) -> Sequence[tuple[UUID, int]]:
    """Add `more` to each user's counter; its row lock keeps later numbers from becoming visible first."""
    rows = await fetch(
        Sql("INSERT INTO inboxes (user_id, seq) VALUES", *user_ids)
        + ", ".join([f"(?, {more})"] * len(user_ids))
        + f"ON CONFLICT (user_id) DO UPDATE SET seq = inboxes.seq + {more} RETURNING user_id, seq"
    )
    return [(row["user_id"], row["seq"]) for row in rows]


async def _write(rows: Sequence[tuple[UUID, int]], content: NotificationContent) -> None:
    values = [value for row in rows for value in (uuid4(), *row, *astuple(content))]
    columns = "id, user_id, seq, event, offer_id, share_id, created_at"
    await fetch(
        Sql(f"INSERT INTO notifications ({columns}) VALUES", *values)
        + ", ".join(["(?, ?, ?, ?, ?, ?, ?)"] * len(rows))
    )
