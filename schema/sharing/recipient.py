"""An offer as whoever holds a link to it sees it: nothing of others, no ids, no notes."""

from datetime import datetime
from typing import Annotated, Any

import strawberry

from models.incentives.incentive import IncentiveRow
from models.quotes.quote import QuoteRow
from models.sharing.recipient import OpenedShare
from models.splits.split import SplitRow
from resolvers.sharing.recipients import said_of_answer
from schema.fields.refusals import or_refusal
from schema.incentives.incentive import IncentiveTerms
from schema.offers.enums import Decision, Status
from schema.percent import percent
from schema.promotions.promotion import SharedPromotionTerms
from schema.quotes.quote import QuoteLine, QuoteTotals, lines_of, totals_of
from schema.scalars import Percentage
from schema.sharing.enums import ShareState
from schema.slots.shared_slot import SharedSlotTerms

Parent = strawberry.Parent[OpenedShare]


@strawberry.type(description="What a quote promises, as its recipient sees it.")
class SharedQuoteTerms:
    currency: str = strawberry.field(description="ISO 4217.")
    customer_name: str = strawberry.field(description="For whom it is.")

    @strawberry.field(description="The lines, in order.")
    def lines(terms: strawberry.Parent[QuoteRow]) -> list[QuoteLine]:
        return lines_of(terms)

    @strawberry.field(description="What they add up to.")
    def totals(terms: strawberry.Parent[QuoteRow]) -> QuoteTotals:
        return totals_of(terms.totals, terms.currency)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, QuoteRow)


@strawberry.type(description="What an incentive promises, as its recipient sees it.")
class SharedIncentiveTerms:
    @strawberry.field(graphql_type=IncentiveTerms, description="What it promises.")
    def incentive(terms: strawberry.Parent[IncentiveRow]) -> Any:
        return terms

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, IncentiveRow)


@strawberry.type(description="Somebody's shares in a split.")
class SharedSplitLine:
    place: int = strawberry.field(description="Which line of the sheet it is, from 1.")
    name: str = strawberry.field(description="Whose.")
    role: str = strawberry.field(description="What they did.")
    master: Percentage = strawberry.field(description="Of the recording.")
    publishing: Percentage = strawberry.field(description="Of the composition.")


@strawberry.type(description="What is to be agreed, as a participant sees it; `splitInvite` says more.")
class SharedSplitTerms:
    project_name: str = strawberry.field(description="Of what the shares are.")

    @strawberry.field(description="Everybody's shares, in order.")
    def participants(terms: strawberry.Parent[SplitRow]) -> list[SharedSplitLine]:
        return [
            SharedSplitLine(
                place=each.place,
                name=each.name,
                role=each.role,
                master=percent(each.shares.master),
                publishing=percent(each.shares.publishing),
            )
            for each in terms.participants
        ]

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, SplitRow)


SharedTerms = Annotated[
    SharedQuoteTerms | SharedIncentiveTerms | SharedPromotionTerms | SharedSlotTerms | SharedSplitTerms,
    strawberry.union("SharedTerms", description="What is promised, by kind."),
]


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
        return await said_of_answer(opened)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, OpenedShare)


SharedOfferResult = or_refusal(SharedOffer, "SharedOfferResult", "The offer, or why not.")
