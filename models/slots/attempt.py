"""The attempts to fill a slot: one per customer asked, in turn, each with its outcome."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise import fields

from models.notifications.message import Channel, Message, Purpose
from models.slots.customer import Customer
from models.storage.row import Row
from models.storage.sql import Sql, execute, fetch


class Outcome(StrEnum):
    """The way an attempt ended. A live attempt has no outcome: it waits for an answer or a deposit."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    SILENT = "SILENT"
    FAILED = "FAILED"
    UNPAID = "UNPAID"
    WITHDRAWN = "WITHDRAWN"
    CANCELLED = "CANCELLED"
    BOOKED_ELSEWHERE = "BOOKED_ELSEWHERE"


class SlotAttempt(Row):
    """The question to a customer. Unique indexes allow one live attempt per slot and pair of numbers.

    `deposit` is the amount in minor units that the text announced.
    """

    offer: fields.ForeignKeyRelation[Row] = fields.ForeignKeyField(
        "offers.Offer", related_name="slot_attempts"
    )
    offer_id: UUID
    customer: fields.ForeignKeyRelation[Customer] = fields.ForeignKeyField(
        "offers.Customer", related_name="slot_attempts"
    )
    customer_id: UUID
    share: fields.OneToOneRelation[Row] = fields.OneToOneField("offers.Share", related_name="slot_attempt")
    share_id: UUID
    position = fields.IntField()
    sender = fields.CharField(max_length=34)
    phone = fields.CharField(max_length=16)
    deposit: int | None = fields.BigIntField(null=True)
    sent_at: datetime | None = fields.DatetimeField(null=True)
    ends_at: datetime | None = fields.DatetimeField(null=True)
    outcome = fields.CharEnumField(Outcome, max_length=16, null=True)
    over_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "slot_attempts"
        unique_together = (("offer", "customer"), ("offer", "position"))

    @property
    def is_live(self) -> bool:
        return self.outcome is None

    def is_over_at(self, now: datetime) -> bool:
        """Tell whether a live attempt has run out of time to answer or to pay."""
        return self.is_live and self.ends_at is not None and self.ends_at <= now

    def text(self, text: str, shop_id: UUID, now: datetime, share_id: UUID | None = None) -> Message:
        """Build the message with this text to the customer; `share_id` marks the one that offers the slot."""
        return Message(
            purpose=Purpose.TEXT,
            channel=Channel.SMS,
            share_id=share_id,
            offer_id=self.offer_id,
            shop_id=shop_id,
            recipient=self.phone,
            sender=self.sender,
            text=text,
            created_at=now,
        )

    async def mark_sent(self, sent_at: datetime) -> None:
        await SlotAttempt.filter(id=self.id, sent_at=None).update(sent_at=sent_at)

    async def set_end(self, ends_at: datetime) -> None:
        """Set the end of the attempt and its link, which the sweep of expired links then skips."""
        await SlotAttempt.filter(id=self.id, outcome=None).update(ends_at=ends_at)
        await execute(
            Sql(
                "UPDATE shares SET expires_at = ?, expiry_told_of = ? WHERE id = ?",
                ends_at,
                ends_at,
                self.share_id,
            )
        )

    async def was_answered(self) -> bool:
        return bool(await fetch(Sql("SELECT 1 FROM responses WHERE share_id = ? LIMIT 1", self.share_id)))

    async def end(self, outcome: Outcome, now: datetime) -> bool:
        """End a live attempt and expire its unanswered link; False if it had ended already."""
        if not await SlotAttempt.filter(id=self.id, outcome=None).update(outcome=outcome, over_at=now):
            return False
        await execute(
            Sql("UPDATE shares SET expires_at = ?, expiry_told_of = ? WHERE id = ?", now, now, self.share_id)
            + Sql("AND (expires_at IS NULL OR expires_at > ?)", now)
            + "AND NOT EXISTS (SELECT 1 FROM responses r WHERE r.share_id = shares.id)"
        )
        return True


async def live_attempt(slot_id: UUID) -> SlotAttempt | None:
    return await SlotAttempt.get_or_none(offer_id=slot_id, outcome=None)
