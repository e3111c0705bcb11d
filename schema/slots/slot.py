"""The slot as its shop sees it: its time, and the customers who were asked."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.money import Amount
from models.offers.records import OfferRow
from models.slots.slot import SLOT
from resolvers.slots.slot import AttemptText
from schema.context import Info
from schema.messaging.text import Text
from schema.money import Money
from schema.offers.offer import Offer
from schema.slots.customer import Customer
from schema.slots.enums import Outcome
from schema.slots.shop import Shop

Terms = strawberry.Parent[OfferRow]
Parent = strawberry.Parent[AttemptText]


@strawberry.type(description="An attempt to fill a slot by asking one customer.")
class SlotAttempt:
    @strawberry.field(description="The attempt's id.")
    def id(row: Parent) -> UUID:
        return row.attempt.id

    @strawberry.field(description="The position in the order of asking, from 1.")
    def position(row: Parent) -> int:
        return row.attempt.position

    @strawberry.field(graphql_type=Customer, description="The customer who was asked.")
    async def customer(row: Parent, info: Info) -> Any:
        return await info.context.loaders.customers.load(row.attempt.customer_id)

    @strawberry.field(
        graphql_type=Text | None, description="The text that asked the customer, with its delivery state."
    )
    def text(row: Parent) -> Any:
        return row.message

    @strawberry.field(description="When it was the customer's turn.")
    def created_at(row: Parent) -> datetime:
        return row.attempt.created_at

    @strawberry.field(description="When the text was sent; the time to answer starts then.")
    def sent_at(row: Parent) -> datetime | None:
        return row.attempt.sent_at

    @strawberry.field(description="When the time to answer, or to pay the deposit, ends.")
    def ends_at(row: Parent) -> datetime | None:
        return row.attempt.ends_at

    @strawberry.field(description="The outcome; null while the attempt is open.")
    def outcome(row: Parent) -> Outcome | None:
        return row.attempt.outcome

    @strawberry.field(description="When the attempt ended.")
    def over_at(row: Parent) -> datetime | None:
        return row.attempt.over_at


@strawberry.type(description="The time of a slot, and the customers who were asked about it.")
class SlotTerms:
    @strawberry.field(graphql_type=Shop, description="The shop.")
    async def shop(offer: Terms, info: Info) -> Any:
        return await info.context.loaders.shops.load(offer.terms.shop_id)

    @strawberry.field(description="The id of the cancelled appointment that freed the slot, if any.")
    def appointment_id(offer: Terms) -> UUID | None:
        return offer.terms.appointment_id

    @strawberry.field(description="The chair, room or person, if the shop has several.")
    def chair(offer: Terms) -> str | None:
        return offer.terms.chair

    @strawberry.field(description="When the slot starts.")
    def starts_at(offer: Terms) -> datetime:
        return offer.terms.starts_at

    @strawberry.field(description="When the slot ends.")
    def ends_at(offer: Terms) -> datetime:
        return offer.terms.ends_at

    @strawberry.field(graphql_type=Money | None, description="The price of the slot, if it has one.")
    async def price(offer: Terms, info: Info) -> Any:
        shop = await info.context.loaders.shops.load(offer.terms.shop_id)
        return Amount(offer.terms.price, shop.currency) if shop and offer.terms.price is not None else None

    @strawberry.field(graphql_type=list[SlotAttempt], description="The customers who were asked, in order.")
    async def attempts(offer: Terms, info: Info) -> Any:
        return await info.context.loaders.attempts.load(offer.id)

    @strawberry.field(
        description="When the offer loop next runs for this slot; null if it waits for an answer or has"
        " ended."
    )
    def next_look_at(offer: Terms) -> datetime | None:
        return offer.terms.next_look_at(offer.status)

    @strawberry.field(
        description="Why the slot could not be filled, such as no_eligible_customers; null otherwise."
    )
    def given_up(offer: Terms) -> str | None:
        return offer.terms.why_given_up(offer.status)


@strawberry.type(description="A free time slot, offered to one customer after another.")
class SlotOffer(Offer):
    @strawberry.field(
        graphql_type=SlotTerms, description="The time of the slot, and the customers who were asked."
    )
    def terms(offer: Terms) -> Any:
        return offer

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return getattr(row, "kind", None) == SLOT.name
