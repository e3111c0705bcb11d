"""Text messages, out and in, as a shop sees them."""

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
    created_at: datetime = strawberry.field(description="When it was written.")
    recipient: str | None = strawberry.field(description="To which number.")
    sender: str | None = strawberry.field(description="From which of ours; log: nothing is set up to send.")
    text: str | None = strawberry.field(description="What it says.")
    state: DeliveryState = strawberry.field(description="What became of it.")
    reason: str = strawberry.field(description="Why it failed, or where it went instead; else empty.")
    sent_at: datetime | None = strawberry.field(description="When it was handed over.")
    delivered_at: datetime | None = strawberry.field(description="When the network says that it arrived.")

    @strawberry.field(description="How many parts it is sent and paid as.")
    def segments(message: strawberry.Parent[Any]) -> int:
        return segments(message.text or "")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Message)


@strawberry.type(description="A text from a customer.")
class Reply:
    id: UUID = strawberry.field(description="The reply's id.")
    created_at: datetime = strawberry.field(description="When it came.")
    phone: str = strawberry.field(description="From which number.")
    sender: str = strawberry.field(description="To which of ours.")
    body: str = strawberry.field(description="What they wrote, up to 1,600 characters.")
    meaning: Meaning = strawberry.field(description="What it was taken for.")
    effect: Effect = strawberry.field(description="What it did.")
    attempt_id: UUID | None = strawberry.field(description="What they were asked, if it is about that.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, TextReply)
