"""An offer as whoever holds a link to it sees it: nothing of others, no ids, no notes."""

from datetime import datetime
from typing import Any

import strawberry

from models.sharing.recipient import OpenedShare
from resolvers.sharing.recipients import receipt_text
from schema.fields.refusals import or_refusal
from schema.offers.enums import Decision, Status
from schema.offers.unions import SharedTerms
from schema.sharing.enums import ShareState

Parent = strawberry.Parent[OpenedShare]


@strawberry.type(description="What was answered: the receipt.")
class Receipt:
    decision: Decision = strawberry.field(description="What was answered.")
    comment: str = strawberry.field(description="What was added to it.")
    version: int = strawberry.field(description="The version of the offer that was answered.")
    created_at: datetime = strawberry.field(description="When.")


@strawberry.type(description="An offer as whoever holds a link to it sees it; once answered, as it was then.")
class SharedOffer:
    state: ShareState = strawberry.field(description="What has become of the link.")
    decisions: list[Decision] = strawberry.field(description="What can be answered now; empty: nothing.")

    @strawberry.field(description="Why it cannot be answered, in words; null: it can, or it was answered.")
    def notice(opened: Parent) -> str | None:
        return opened.notice

    @strawberry.field(description="The kind of offer.")
    def kind(opened: Parent) -> str:
        return opened.offer.kind

    @strawberry.field(description="What it is called.")
    def title(opened: Parent) -> str:
        return opened.offer.title

    @strawberry.field(description="What it says.")
    def description(opened: Parent) -> str:
        return opened.offer.description

    @strawberry.field(description="Where it stands.")
    def status(opened: Parent) -> Status:
        return opened.offer.status

    @strawberry.field(description="From when it holds.")
    def valid_from(opened: Parent) -> datetime | None:
        return opened.offer.valid_from

    @strawberry.field(description="Until when it holds.")
    def valid_until(opened: Parent) -> datetime | None:
        return opened.offer.valid_until

    @strawberry.field(description="Until when this link can be answered, when it ends before the offer.")
    def link_expires_at(opened: Parent) -> datetime | None:
        return opened.share.expires_at

    @strawberry.field(description="Its version: an answer names the one that was seen.")
    def version(opened: Parent) -> int:
        return opened.offer.version

    @strawberry.field(description="Who made it.")
    def author_name(opened: Parent) -> str:
        return opened.offer.author.name

    @strawberry.field(description="Whom the link is for.")
    def recipient_name(opened: Parent) -> str:
        return opened.share.recipient_name

    @strawberry.field(graphql_type=SharedTerms, description="What is promised.")
    def terms(opened: Parent) -> Any:
        return opened.offer.terms

    @strawberry.field(graphql_type=Receipt | None, description="The answer, if there is one.")
    def answer(opened: Parent) -> Any:
        return opened.response

    @strawberry.field(description="What follows from the answer, such as how to pay for what was taken.")
    async def next_step(opened: Parent) -> str | None:
        return await receipt_text(opened)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, OpenedShare)


SharedOfferResult = or_refusal(SharedOffer, "SharedOfferResult", "The offer, or why not.")
