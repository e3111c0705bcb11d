"""The offer as the recipient of a link sees it: without other recipients, ids and notes."""

from datetime import datetime
from typing import Any

import strawberry

from models.sharing.opened_share import OpenedShare
from resolvers.sharing.recipients import receipt_text
from schema.fields.refusals import or_refusal
from schema.offers.enums import Decision, Status
from schema.offers.unions import SharedTerms
from schema.sharing.enums import ShareState

Parent = strawberry.Parent[OpenedShare]


@strawberry.type(description="The receipt of an answer.")
class Receipt:
    decision: Decision = strawberry.field(description="The answer.")
    comment: str = strawberry.field(description="The comment.")
    version: int = strawberry.field(description="The version of the offer that the recipient responded to.")
    created_at: datetime = strawberry.field(description="When it was answered.")


@strawberry.type(description="An offer as its recipient sees it; once answered, as it was at that time.")
class SharedOffer:
    state: ShareState = strawberry.field(description="The state of the link.")
    decisions: list[Decision] = strawberry.field(
        description="The decisions that are possible now; empty if none."
    )

    @strawberry.field(
        description="Why the offer cannot be answered, for people; null if it can be, or has been."
    )
    def notice(opened_share: Parent) -> str | None:
        return opened_share.notice

    @strawberry.field(description="The kind of the offer.")
    def kind(opened_share: Parent) -> str:
        return opened_share.offer.kind

    @strawberry.field(description="The title.")
    def title(opened_share: Parent) -> str:
        return opened_share.offer.title

    @strawberry.field(description="The description.")
    def description(opened_share: Parent) -> str:
        return opened_share.offer.description

    @strawberry.field(description="The status.")
    def status(opened_share: Parent) -> Status:
        return opened_share.offer.status

    @strawberry.field(description="The start of its validity.")
    def valid_from(opened_share: Parent) -> datetime | None:
        return opened_share.offer.valid_from

    @strawberry.field(description="The end of its validity.")
    def valid_until(opened_share: Parent) -> datetime | None:
        return opened_share.offer.valid_until

    @strawberry.field(description="When the link expires, if before the offer.")
    def link_expires_at(opened_share: Parent) -> datetime | None:
        return opened_share.share.expires_at

    @strawberry.field(description="The version; an answer must name the version that was read.")
    def version(opened_share: Parent) -> int:
        return opened_share.offer.version

    @strawberry.field(description="The name of the author.")
    def author_name(opened_share: Parent) -> str:
        return opened_share.offer.author.name

    @strawberry.field(description="The name of the recipient.")
    def recipient_name(opened_share: Parent) -> str:
        return opened_share.share.recipient_name

    @strawberry.field(graphql_type=SharedTerms, description="The terms.")
    def terms(opened_share: Parent) -> Any:
        return opened_share.offer.terms

    @strawberry.field(graphql_type=Receipt | None, description="The answer, if any.")
    def answer(opened_share: Parent) -> Any:
        return opened_share.response

    @strawberry.field(description="The next step after the answer, such as how to pay the deposit.")
    async def next_step(opened_share: Parent) -> str | None:
        return await receipt_text(opened_share)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, OpenedShare)


SharedOfferResult = or_refusal(SharedOffer, "SharedOfferResult", "The offer, or a refusal.")
