"""Who of a split was reminded, and who was not."""

from uuid import UUID

import strawberry

from schema.fields.refusals import or_refusal


@strawberry.type(description="Whether a participant was reminded.")
class SplitReminder:
    participant_id: UUID = strawberry.field(description="Who.")
    sent: bool = strawberry.field(description="Whether a message goes out.")
    reason: str = strawberry.field(description="Why not; else empty.")


@strawberry.type(description="Who was reminded, and who was not.")
class SplitReminders:
    reminders: list[SplitReminder] = strawberry.field(description="Everybody who was meant.")


SplitRemindersResult = or_refusal(SplitReminders, "SplitRemindersResult")
