"""Messages to the outside: what each is about and what became of it. The words are made at sending."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q

from models.events import Event
from models.notifications.delivery_report import DeliveryState, TextFate
from models.people.user import User
from models.storage.job import Job
from models.storage.row import Row
from models.storage.sql import Sql, execute, one_of

__all__ = ["KIND", "Channel", "DeliveryState", "Message", "Purpose"]
KIND = "message"
LONGEST_REASON = 300
NOT_CERTAIN = (DeliveryState.QUEUED, DeliveryState.UNKNOWN)
# What a provider says comes late, twice and in any order: from where each state may be reached.
BEFORE = {
    DeliveryState.SENT: NOT_CERTAIN,
    DeliveryState.DELIVERED: (*NOT_CERTAIN, DeliveryState.SENT),
    DeliveryState.FAILED: (*NOT_CERTAIN, DeliveryState.SENT),
}


class Channel(StrEnum):
    """How something reaches somebody."""

    LINK = "LINK"
    SMS = "SMS"
    EMAIL = "EMAIL"


class Purpose(StrEnum):
    """What a message is for.

    NEWS tells a user of an event; `share` is then the link that it happened to or through.
    INVITATION brings a share to its recipient, reminds them of it (REMINDED), or tells them of the end.
    TEXT says to a customer what is written in `text`; with a share it is what asks them.
    """

    NEWS = "NEWS"
    INVITATION = "INVITATION"
    TEXT = "TEXT"


class Message(Row):
    """One message of one purpose. From `begun_at` on it may be out.

    `sender` is the number of ours that it goes out from, `provider_id` what the provider calls it.
    """

    purpose = fields.CharEnumField(Purpose, max_length=10)
    channel = fields.CharEnumField(Channel, max_length=5)
    share: fields.ForeignKeyNullableRelation[Row] = fields.ForeignKeyField(
        "offers.Share", related_name="messages", null=True
    )
    share_id: UUID | None
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "offers.User", related_name="messages", null=True
    )
    user_id: UUID | None
    event = fields.CharEnumField(Event, max_length=16, null=True)
    offer: fields.ForeignKeyNullableRelation[Row] = fields.ForeignKeyField(
        "offers.Offer", related_name="messages", null=True
    )
    offer_id: UUID | None
    shop: fields.ForeignKeyNullableRelation[Row] = fields.ForeignKeyField(
        "offers.Shop", related_name="messages", null=True
    )
    shop_id: UUID | None
    recipient = fields.CharField(max_length=16, null=True)
    sender = fields.CharField(max_length=34, null=True)
    text = fields.TextField(null=True)
    provider_id = fields.CharField(max_length=64, null=True, unique=True)
    state = fields.CharEnumField(DeliveryState, max_length=9, default=DeliveryState.QUEUED)
    reason = fields.CharField(max_length=LONGEST_REASON, default="")
    begun_at = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)
    delivered_at = fields.DatetimeField(null=True)

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
        """The latest that asked the recipient of each."""
        asked = Q(event=None) | Q(event=Event.REMINDED)
        to_recipients = cls.filter(asked, ~Q(purpose=Purpose.NEWS), share_id__in=share_ids)
        found = await to_recipients.order_by("created_at") if share_ids else []
        return {message.share_id: message for message in found if message.share_id}

    async def was_said_since(self, moment: datetime) -> bool:
        """To the same person, from the same number, in the same words."""
        same = Message.filter(recipient=self.recipient, sender=self.sender, created_at__gt=moment)
        return await same.filter(text=self.text).exists()

    @classmethod
    async def with_provider_ids(cls, provider_ids: Sequence[str]) -> set[str]:
        """Those of them that are some message's."""
        found = await cls.filter(provider_id__in=provider_ids) if provider_ids else []
        return {message.provider_id for message in found if message.provider_id}

    async def begin(self, now: datetime) -> bool:
        """Once: false when somebody else has begun since it was read, so that it may be out already."""
        as_read = Message.filter(id=self.id, state=DeliveryState.QUEUED, begun_at=self.begun_at)
        return bool(await as_read.update(begun_at=now))

    async def put_back(self, begun_at: datetime) -> None:
        """It is certain that what was begun then did not go out: it is again as it was read."""
        begun = Message.filter(id=self.id, state=DeliveryState.QUEUED, begun_at=begun_at)
        await begun.update(begun_at=self.begun_at)

    async def conclude(self, state: DeliveryState, reason: str, now: datetime) -> bool:
        """Whether it was news. Whoever knows that it was sent is right against whoever did not know."""
        open_states = NOT_CERTAIN if state is DeliveryState.SENT else [DeliveryState.QUEUED]
        told = {"state": state, "reason": reason[:LONGEST_REASON]}
        sent_at = now if state is DeliveryState.SENT else None
        return bool(await Message.filter(id=self.id, state__in=open_states).update(**told, sent_at=sent_at))

    async def hear(self, fate: TextFate, now: datetime) -> bool:
        """What its provider says of it; whether that was news. Nothing goes backwards."""
        arrived_at = now if fate.state is DeliveryState.DELIVERED else None
        heard = Sql("UPDATE messages SET state = ?, reason = ?,", fate.state, fate.reason[:LONGEST_REASON])
        heard += Sql("provider_id = ?, sent_at = COALESCE(sent_at, ?),", fate.provider_id, now)
        heard += Sql("delivered_at = ? WHERE id = ? AND begun_at IS NOT NULL", arrived_at, self.id)
        heard += Sql("AND (provider_id IS NULL OR provider_id = ?) AND", fate.provider_id)
        return bool(await execute(heard + one_of("state", BEFORE[fate.state])))

    def _job(self, now: datetime) -> Job:
        return Job(kind=KIND, key=f"{KIND}:{self.id}", due_at=now, payload={"message": str(self.id)})
