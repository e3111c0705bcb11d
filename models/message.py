"""Messages to the outside: what each is about and what became of it. The words are made at sending."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Self
from uuid import UUID

from tortoise import fields

from models.activity import Event
from models.job import Job
from models.row import Row
from models.user import User

if TYPE_CHECKING:
    from models.offer import Offer
    from models.share import Share

KIND = "message"
LONGEST_REASON = 300


class Channel(StrEnum):
    """How something reaches somebody."""

    LINK = "LINK"
    SMS = "SMS"
    EMAIL = "EMAIL"


class DeliveryState(StrEnum):
    """What became of a message; NONE where there is none to send."""

    NONE = "NONE"
    QUEUED = "QUEUED"
    SENT = "SENT"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"


class Message(Row):
    """About a share, for its recipient, or about an event, for a user. From `begun_at` on it may be out.

    What reminds a recipient has the event REMINDED too.
    """

    channel = fields.CharEnumField(Channel, max_length=5)
    share: fields.ForeignKeyNullableRelation["Share"] = fields.ForeignKeyField(
        "offers.Share", related_name="messages", null=True
    )
    share_id: UUID | None
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "offers.User", related_name="messages", null=True
    )
    user_id: UUID | None
    event = fields.CharEnumField(Event, max_length=16, null=True)
    offer: fields.ForeignKeyRelation["Offer"] = fields.ForeignKeyField(
        "offers.Offer", related_name="messages"
    )
    offer_id: UUID
    state = fields.CharEnumField(DeliveryState, max_length=8, default=DeliveryState.QUEUED)
    reason = fields.CharField(max_length=LONGEST_REASON, default="")
    begun_at = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)

    class Meta:
        table = "messages"

    @classmethod
    async def plan(cls, messages: Sequence[Self], now: datetime) -> None:
        """Queue these, each with its job, in the caller's transaction."""
        if not messages:
            return
        await cls.bulk_create(messages)
        await Job.plan_all([message._job(now) for message in messages])

    @classmethod
    async def of_shares(cls, share_ids: Sequence[UUID]) -> dict[UUID, Self]:
        """The latest about each."""
        found = await cls.filter(share_id__in=share_ids).order_by("created_at") if share_ids else []
        return {message.share_id: message for message in found if message.share_id}

    @classmethod
    def about(cls, share: "Share", now: datetime, event: Event | None = None) -> Self:
        """What carries a link to its recipient, or reminds them of it."""
        return cls(
            share_id=share.id, offer_id=share.offer_id, channel=share.channel, event=event, created_at=now
        )

    async def begin(self, now: datetime) -> bool:
        """Once: false when somebody has begun before, so that it may be out already."""
        waiting = Message.filter(id=self.id, state=DeliveryState.QUEUED, begun_at=None)
        return bool(await waiting.update(begun_at=now))

    async def put_back(self) -> None:
        """It is certain that it did not go out: it may be begun again."""
        await Message.filter(id=self.id, state=DeliveryState.QUEUED).update(begun_at=None)

    async def conclude(self, state: DeliveryState, reason: str, now: datetime) -> None:
        """Once; but whoever knows that it was sent is right against whoever did not know."""
        open_states = [DeliveryState.QUEUED]
        if state is DeliveryState.SENT:
            open_states.append(DeliveryState.UNKNOWN)
        await Message.filter(id=self.id, state__in=open_states).update(
            state=state, reason=reason[:LONGEST_REASON], sent_at=now if state is DeliveryState.SENT else None
        )

    def _job(self, now: datetime) -> Job:
        return Job(kind=KIND, key=f"{KIND}:{self.id}", due_at=now, payload={"message": str(self.id)})
