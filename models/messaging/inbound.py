"""Text messages from customers, stored once per message of the provider, with their effect."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid4

from tortoise import fields

from models.messaging.reply import Meaning
from models.slots.attempt import SlotAttempt
from models.slots.shop import Shop
from models.storage.row import Row
from models.storage.sql import Sql, fetch

LONGEST_BODY = 1600


class Effect(StrEnum):
    """The effect of a reply."""

    BOOKED = "booked"
    RESERVED = "reserved"
    AGAIN = "again"
    CONFLICT = "conflict"
    LATE = "late"
    STRANGER = "stranger"
    PASSED = "passed"
    OPTED_OUT = "opted_out"
    OPTED_IN = "opted_in"
    HELPED = "helped"
    UNCLEAR = "unclear"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Inbound:
    """The received text. `senders` are ours: the number it came to and the messaging service of that number.

    `opt_out_type` is how the provider itself classified and answered it, or empty.
    """

    provider_id: str
    phone: str
    senders: tuple[str, ...]
    body: str
    opt_out_type: str = ""


class TextReply(Row):
    """The stored reply: `sender` is the number it came to, `meaning` our reading, `effect` its result."""

    provider_id = fields.CharField(max_length=64, unique=True)
    phone = fields.CharField(max_length=16)
    sender = fields.CharField(max_length=34)
    body = fields.CharField(max_length=LONGEST_BODY)
    meaning = fields.CharEnumField(Meaning, max_length=8)
    effect = fields.CharEnumField(Effect, max_length=24)
    attempt: fields.ForeignKeyNullableRelation[SlotAttempt] = fields.ForeignKeyField(
        "offers.SlotAttempt", related_name="replies", null=True
    )
    attempt_id: UUID | None
    shop: fields.ForeignKeyNullableRelation[Shop] = fields.ForeignKeyField(
        "offers.Shop", related_name="replies", null=True
    )
    shop_id: UUID | None

    class Meta:
        table = "replies"

    @classmethod
    async def reserve(cls, inbound: Inbound, meaning: Meaning, now: datetime) -> Self | None:
        """Store the reply before acting on it; None when it was stored before."""
        # PostgreSQL cannot store a NUL character in text.
        body = inbound.body.replace("\0", "")[:LONGEST_BODY]
        values = (inbound.provider_id, inbound.phone, inbound.senders[0], body, meaning, Effect.NOTHING)
        identity = uuid4()
        rows = await fetch(
            "INSERT INTO replies (id, created_at, provider_id, phone, sender, body, meaning, effect)"
            + Sql("VALUES (?, ?, ?, ?, ?, ?, ?, ?)", identity, now, *values)
            + "ON CONFLICT (provider_id) DO NOTHING RETURNING id"
        )
        return await cls.get(id=identity) if rows else None
