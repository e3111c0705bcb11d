"""The reminders to participants of a split."""

from uuid import UUID

import strawberry

from schema.fields.refusals import or_refusal


@strawberry.type(description="Whether a participant was reminded.")
class SplitReminder:
    participant_id: UUID = strawberry.field(description="The participant's id.")
    sent: bool = strawberry.field(description="Whether a reminder is sent.")
    reason: str = strawberry.field(description="Why no reminder is sent; empty if one is.")


@strawberry.type(description="The participants who were reminded, and those who were not.")
class SplitReminders:
    reminders: list[SplitReminder] = strawberry.field(description="One entry per participant to remind.")


SplitRemindersResult = or_refusal(SplitReminders, "SplitRemindersResult")
