"""Outgoing messages: their subject and their delivery. Most are worded only when they are sent."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q

from models.events import Event
from models.notifications.delivery_report import DeliveryReport, DeliveryState
from models.people.user import User
from models.storage.chain import Part, write
from models.storage.doorbells import ring
from models.storage.job import JOBS, Job
from models.storage.row import Row
from models.storage.sql import Sql, execute, one_of
from models.storage.statements import insert

__all__ = ["KIND", "Channel", "DeliveryState", "Message", "Purpose"]
KIND = "message"
LONGEST_REASON = 300
NOT_CERTAIN = (DeliveryState.QUEUED, DeliveryState.UNKNOWN)
# Reports come late, repeatedly and in any order: the states from which each state may be reached.
BEFORE = {
    DeliveryState.SENT: NOT_CERTAIN,
    DeliveryState.DELIVERED: (*NOT_CERTAIN, DeliveryState.SENT),
    DeliveryState.FAILED: (*NOT_CERTAIN, DeliveryState.SENT),
}


class Channel(StrEnum):
    """The channel through which a message or link reaches a person."""

    LINK = "LINK"
    SMS = "SMS"
    EMAIL = "EMAIL"


class Purpose(StrEnum):
    """The purpose of a message.

    NEWS tells a user of an event; `share` is then the link that the event concerns.
    INVITATION brings a share to its recipient, reminds them of it (REMINDED), or tells them how it ended.
    TEXT carries `text` to a customer; with a share it is the question itself.
    """

    NEWS = "NEWS"
    INVITATION = "INVITATION"
    TEXT = "TEXT"


class Message(Row):
    """A message of one purpose. From `begun_at` on it may have gone out.

    `sender` is our number that sends it, `provider_id` the provider's id.
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
        await write(*cls.parts(messages, now))
        ring(JOBS)

    @classmethod
    def parts(cls, messages: Sequence[Self], now: datetime) -> list[Part]:
        """Build the parts of a chain that queue these, each with its job."""
        jobs = [message._job(now) for message in messages]
        return [Part("messages_queued", insert(*messages)), Part("jobs_planned", insert(*jobs))]

    @classmethod
    async def of_shares(cls, share_ids: Sequence[UUID]) -> dict[UUID, Self]:
        """Return the latest invitation or reminder for each share."""
        reminders = Q(event=None) | Q(event=Event.REMINDED)
        to_recipients = cls.filter(reminders, ~Q(purpose=Purpose.NEWS), share_id__in=share_ids)
        own_messages = await to_recipients.order_by("created_at") if share_ids else []
        return {message.share_id: message for message in own_messages if message.share_id}

    async def was_said_since(self, moment: datetime) -> bool:
        """Tell whether the same text went to the same phone from the same number after `moment`."""
        same = Message.filter(recipient=self.recipient, sender=self.sender, created_at__gt=moment)
        return await same.filter(text=self.text).exists()

    @classmethod
    async def with_provider_ids(cls, provider_ids: Sequence[str]) -> set[str]:
        """Return those ids that belong to a message of ours."""
        own_messages = await cls.filter(provider_id__in=provider_ids) if provider_ids else []
        return {message.provider_id for message in own_messages if message.provider_id}

    async def begin(self, now: datetime) -> bool:
        """Mark the sending as begun; False if another process began since it was read, so it may be out."""
        unchanged_row = Message.filter(id=self.id, state=DeliveryState.QUEUED, begun_at=self.begun_at)
        return bool(await unchanged_row.update(begun_at=now))

    async def put_back(self, begun_at: datetime) -> None:
        """Undo `begin` when it is certain that nothing went out."""
        query = Message.filter(id=self.id, state=DeliveryState.QUEUED, begun_at=begun_at)
        await query.update(begun_at=self.begun_at)

    async def conclude(self, state: DeliveryState, reason: str, now: datetime) -> bool:
        """Record the outcome; False if one is recorded already. SENT overrides UNKNOWN."""
        open_states = NOT_CERTAIN if state is DeliveryState.SENT else [DeliveryState.QUEUED]
        report = {"state": state, "reason": reason[:LONGEST_REASON]}
        sent_at = now if state is DeliveryState.SENT else None
        return bool(await Message.filter(id=self.id, state__in=open_states).update(**report, sent_at=sent_at))

    async def record_report(self, report: DeliveryReport, now: datetime) -> bool:
        """Record a delivery report; False if it is outdated or known. States never go backwards."""
        arrived_at = now if report.state is DeliveryState.DELIVERED else None
        update = Sql(
            "UPDATE messages SET state = ?, reason = ?,", report.state, report.reason[:LONGEST_REASON]
        )
        update += Sql("provider_id = ?, sent_at = COALESCE(sent_at, ?),", report.provider_id, now)
        update += Sql("delivered_at = ? WHERE id = ? AND begun_at IS NOT NULL", arrived_at, self.id)
        update += Sql("AND (provider_id IS NULL OR provider_id = ?) AND", report.provider_id)
        return bool(await execute(update + one_of("state", BEFORE[report.state])))

    def _job(self, now: datetime) -> Job:
        return Job(kind=KIND, key=f"{KIND}:{self.id}", due_at=now, payload={"message": str(self.id)})
