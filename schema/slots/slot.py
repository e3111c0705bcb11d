"""The slot as its shop sees it: the time, and everybody it was offered to."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.money import Amount
from models.offers.records import OfferRow
from models.slots.slot import SLOT
from resolvers.slots.slot import Asked
from schema.context import Info
from schema.messaging.text import Text
from schema.money import Money
from schema.offers.offer import Offer
from schema.slots.customer import Customer
from schema.slots.enums import Outcome
from schema.slots.shop import Shop

Terms = strawberry.Parent[OfferRow]
Parent = strawberry.Parent[Asked]


@strawberry.type(description="One customer who was asked about a slot.")
class SlotAttempt:
    @strawberry.field(description="The attempt's id.")
    def id(asked: Parent) -> UUID:
        return asked.attempt.id

    @strawberry.field(description="Their place in the order of asking, from 1.")
    def position(asked: Parent) -> int:
        return asked.attempt.position

    @strawberry.field(graphql_type=Customer, description="Who.")
    async def customer(asked: Parent, info: Info) -> Any:
        return await info.context.loaders.customers.load(asked.attempt.customer_id)

    @strawberry.field(graphql_type=Text | None, description="The text that asked, and what became of it.")
    def text(asked: Parent) -> Any:
        return asked.message

    @strawberry.field(description="When it was their turn.")
    def created_at(asked: Parent) -> datetime:
        return asked.attempt.created_at

    @strawberry.field(description="When the text was sent; their minutes run from then.")
    def sent_at(asked: Parent) -> datetime | None:
        return asked.attempt.sent_at

    @strawberry.field(description="Until when they may answer, or pay what they took.")
    def ends_at(asked: Parent) -> datetime | None:
        return asked.attempt.ends_at

    @strawberry.field(description="How it ended; null while it goes on.")
    def outcome(asked: Parent) -> Outcome | None:
        return asked.attempt.outcome

    @strawberry.field(description="When it ended.")
    def over_at(asked: Parent) -> datetime | None:
        return asked.attempt.over_at


@strawberry.type(description="Which time is to be had, and who was asked about it.")
class SlotTerms:
    @strawberry.field(graphql_type=Shop, description="Where.")
    async def shop(offer: Terms, info: Info) -> Any:
        return await info.context.loaders.shops.load(offer.terms.shop_id)

    @strawberry.field(description="The appointment that was cancelled, if that is where it comes from.")
    def appointment_id(offer: Terms) -> UUID | None:
        return offer.terms.appointment_id

    @strawberry.field(description="Which chair, room or person, if the shop tells them apart.")
    def chair(offer: Terms) -> str | None:
        return offer.terms.chair

    @strawberry.field(description="When it begins.")
    def starts_at(offer: Terms) -> datetime:
        return offer.terms.starts_at

    @strawberry.field(description="When it is over.")
    def ends_at(offer: Terms) -> datetime:
        return offer.terms.ends_at

    @strawberry.field(graphql_type=Money | None, description="What it is worth.")
    async def price(offer: Terms, info: Info) -> Any:
        shop = await info.context.loaders.shops.load(offer.terms.shop_id)
        return Amount(offer.terms.price, shop.currency) if shop and offer.terms.price is not None else None

    @strawberry.field(graphql_type=list[SlotAttempt], description="Whom it was offered to, in order.")
    async def attempts(offer: Terms, info: Info) -> Any:
        return await info.context.loaders.attempts.load(offer.id)

    @strawberry.field(description="When the loop looks at it next; null: when somebody answers, or never.")
    def next_look_at(offer: Terms) -> datetime | None:
        return offer.terms.next_look_at(offer.status)

    @strawberry.field(description="Why nobody was found, such as no_eligible_customers; null: not so.")
    def given_up(offer: Terms) -> str | None:
        return offer.terms.why_given_up(offer.status)


@strawberry.type(description="A time that came free, offered to one customer after another.")
class SlotOffer(Offer):
    @strawberry.field(graphql_type=SlotTerms, description="Which time, and who was asked.")
    def terms(offer: Terms) -> Any:
        return offer

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return getattr(row, "kind", None) == SLOT.name
