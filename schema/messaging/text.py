"""The types of outgoing and incoming text messages, as a shop sees them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.messaging.inbound import TextReply
from models.notifications.gsm import segments
from models.notifications.message import Message
from schema.messaging.enums import Effect, Meaning
from schema.sharing.enums import DeliveryState


@strawberry.type(description="A text to a customer.")
class Text:
    id: UUID = strawberry.field(description="The text's id.")
    created_at: datetime = strawberry.field(description="When it was queued.")
    recipient: str | None = strawberry.field(description="The recipient's number.")
    sender: str | None = strawberry.field(description="Our number; `log` if no SMS provider is configured.")
    text: str | None = strawberry.field(description="The text.")
    state: DeliveryState = strawberry.field(description="The state of its delivery.")
    reason: str = strawberry.field(description="Why it failed, or where it went instead; otherwise empty.")
    sent_at: datetime | None = strawberry.field(description="When the provider accepted it.")
    delivered_at: datetime | None = strawberry.field(description="When it arrived, as the provider reports.")

    @strawberry.field(description="The number of parts it is sent and billed as.")
    def segments(message: strawberry.Parent[Any]) -> int:
        return segments(message.text or "")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Message)


@strawberry.type(description="A text from a customer.")
class Reply:
    id: UUID = strawberry.field(description="The reply's id.")
    created_at: datetime = strawberry.field(description="When it arrived.")
    phone: str = strawberry.field(description="The customer's number.")
    sender: str = strawberry.field(description="Our number that received it.")
    body: str = strawberry.field(description="The text, up to 1,600 characters.")
    meaning: Meaning = strawberry.field(description="The meaning that was recognised.")
    effect: Effect = strawberry.field(description="The effect.")
    attempt_id: UUID | None = strawberry.field(description="The id of the attempt that it answers, if any.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, TextReply)
