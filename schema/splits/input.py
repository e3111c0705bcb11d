"""The inputs for splits."""

from typing import Any
from uuid import UUID

import strawberry

from models.offers.answering import Details
from models.offers.terms import NewTerms
from models.refused import bad_input
from models.splits.shares import Shares
from models.splits.split import SPLIT
from schema.percent import hundredths
from schema.scalars import Percentage
from schema.splits.enums import CounterAnswer


@strawberry.input(description="A participant who must agree to a split.")
class SplitParticipantInput:
    name: str = strawberry.field(description="The name, up to 120 characters.")
    email: str = strawberry.field(description="The e-mail address to invite; each address only once.")
    role: str = strawberry.field(default="", description="The participant's role, up to 80 characters.")
    master: Percentage = strawberry.field(description="The share of the recording, 0 to 100.")
    publishing: Percentage = strawberry.field(description="The share of the composition, 0 to 100.")


@strawberry.input(description="The terms of a split.")
class SplitTermsInput:
    project_name: str = strawberry.field(
        description="The name of the project whose rights are split, up to 200 characters."
    )
    description: str = strawberry.field(
        default="", description="A description of the project, up to 5,000 characters."
    )
    participants: list[SplitParticipantInput] = strawberry.field(
        default_factory=list,
        description="Up to 50 participants; sending needs at least two, with shares of 100 percent.",
    )

    def as_terms(self) -> NewTerms:
        columns = {"project_name": self.project_name, "project_description": self.description}
        return NewTerms(SPLIT.name, columns | participant_columns(self.participants))


@strawberry.input(description="The terms of a draft to change; absent fields stay the same.")
class SplitTermsChangeInput:
    project_name: strawberry.Maybe[str] = strawberry.field(description="Up to 200 characters.")
    description: strawberry.Maybe[str] = strawberry.field(description="Up to 5,000 characters.")
    participants: strawberry.Maybe[list[SplitParticipantInput]] = strawberry.field(
        description="The complete new list."
    )

    def as_terms(self) -> NewTerms:
        columns: dict[str, Any] = participant_columns(self.participants.value) if self.participants else {}
        if self.project_name:
            columns["project_name"] = self.project_name.value
        if self.description:
            columns["project_description"] = self.description.value
        return NewTerms(SPLIT.name, columns)


@strawberry.input(description="A participant's shares.")
class SplitSharesInput:
    participant_id: UUID = strawberry.field(description="The participant's id.")
    master: Percentage = strawberry.field(description="The share of the recording, 0 to 100.")
    publishing: Percentage = strawberry.field(description="The share of the composition, 0 to 100.")


@strawberry.input(description="The details of an answer to a split.")
class SplitAnswerInput:
    signature: str | None = strawberry.field(
        default=None, description="To accept: your signature, 2 to 120 characters, such as your name."
    )
    drawn: str | None = strawberry.field(
        default=None,
        description="To accept, optional: a drawn signature, a PNG as a data URL of at most 65,536"
        " characters.",
    )
    master: Percentage | None = strawberry.field(
        default=None, description="To counter: the share of the recording that you ask for."
    )
    publishing: Percentage | None = strawberry.field(
        default=None, description="To counter: the share of the composition that you ask for."
    )

    def as_details(self) -> Details:
        shares = {
            right: None if (share := getattr(self, right)) is None else hundredths(share)
            for right in ("master", "publishing")
        }
        return Details(SPLIT.name, {"signature": self.signature, "drawn": self.drawn, **shares})


@strawberry.input(description="An answer to one counter.")
class CounterAnswerInput:
    participant_id: UUID = strawberry.field(description="The participant's id.")
    answer: CounterAnswer = strawberry.field(
        description="Accept the counter, or ask about the same shares again."
    )


def participant_columns(participants: list[SplitParticipantInput]) -> dict[str, Any]:
    return {
        "people": [[None, person.name, person.email, person.role] for person in participants],
        "shares": [[hundredths(person.master), hundredths(person.publishing)] for person in participants],
    }


def by_participant(shares: list[SplitSharesInput], field: str) -> dict[UUID, Shares]:
    """Return the shares by participant id; refuse a participant who is named twice."""
    shares_of: dict[UUID, Shares] = {}
    for place, row in enumerate(shares):
        if row.participant_id in shares_of:
            raise bad_input("A participant cannot be named twice.", f"{field}.{place}.participantId")
        shares_of[row.participant_id] = Shares(hundredths(row.master), hundredths(row.publishing))
    return shares_of
