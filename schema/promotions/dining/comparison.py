"""How the offers of a restaurant compare for a cart, as guests see it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.promotions.cart_offers import CartOffers
from models.promotions.pricing.compare import Comparison
from models.promotions.pricing.item import Item
from schema.fields.refusals import or_refusal
from schema.money import Money
from schema.promotions.dining.figures import OrderFigures
from schema.promotions.enums import Level, MissingCode, Priority
from schema.promotions.restaurant import money_of

Parent = strawberry.Parent[CartOffers]


@strawberry.type(description="An item that may be had for nothing, or that would help.")
class OfferedItem:
    id: UUID = strawberry.field(description="Its id on the menu.")
    name: str = strawberry.field(description="What it is called.")
    price: Money = strawberry.field(description="What it lists at.")


@strawberry.type(description="Free units to choose: any of the options, the first unless another is chosen.")
class FreeChoice:
    options: list[OfferedItem] = strawberry.field(description="What may be chosen.")
    quantity: int = strawberry.field(description="How many in all.")
    worth: Money = strawberry.field(description="What a guest who leaves them gets off for each.")


@strawberry.type(description="Something that keeps an offer from the cart.")
class MissingRequirement:
    code: MissingCode = strawberry.field(description="What, for a program.")
    message: str = strawberry.field(description="What, for a person.")
    amount: Money | None = strawberry.field(description="How much more must be spent.")
    quantity: int | None = strawberry.field(description="How many more must be bought.")
    item_ids: list[UUID] = strawberry.field(description="Of which items.")


@strawberry.type(description="The cheapest way to qualify.")
class QualifyHint:
    item: OfferedItem = strawberry.field(description="What to add.")
    quantity: int = strawberry.field(description="How many.")
    cost: Money = strawberry.field(description="What that costs.")
    savings_then: Money = strawberry.field(description="What the offer then saves.")
    total_then: Money = strawberry.field(description="What the cart then costs.")
    message: str = strawberry.field(description="For a person.")


@strawberry.type(description="One offer, for this cart.")
class OfferComparison:
    offer_id: UUID = strawberry.field(description="The promotion.")
    title: str = strawberry.field(description="What it is called.")
    description: str = strawberry.field(description="What it says.")
    level: Level = strawberry.field(description="Where it is taken off.")
    valid_until: datetime | None = strawberry.field(description="Until when it holds.")
    savings: Money = strawberry.field(description="What a guest gets off who leaves the free items.")
    difference: Money = strawberry.field(description="How much less that is than with the best: 0 or below.")
    total: Money = strawberry.field(description="What the cart costs with it.")
    free_items: list[FreeChoice] = strawberry.field(description="What may be had for nothing instead.")
    priority: Priority = strawberry.field(description="How it compares with the best.")
    missing: list[MissingRequirement] = strawberry.field(description="What keeps it from the cart.")
    hint: QualifyHint | None = strawberry.field(description="The cheapest way to qualify, if one item helps.")


@strawberry.type(description="How the offers of a restaurant compare for a cart.")
class OfferComparisons:
    @strawberry.field(description="The offer that saves most.")
    def best(offers: Parent) -> OfferComparison | None:
        return compared(offers, offers.compared.best) if offers.compared.best else None

    @strawberry.field(description="The others that the cart gets, those that save most first.")
    def others(offers: Parent) -> list[OfferComparison]:
        return [compared(offers, one) for one in offers.compared.others]

    @strawberry.field(description="Those that the cart does not get, with what is missing.")
    def not_eligible(offers: Parent) -> list[OfferComparison]:
        return [compared(offers, one) for one in offers.compared.not_eligible]

    @strawberry.field(description="The offers that an order takes when nobody chooses.")
    def applied_offer_ids(offers: Parent) -> list[UUID]:
        return [promotion.id for promotion in offers.default_promotions]

    @strawberry.field(
        graphql_type=OrderFigures,
        description="What an order comes to when nobody chooses, its free items left.",
    )
    def order(offers: Parent) -> Any:
        return offers.priced(offers.default_promotions)

    @strawberry.field(description="Why the code that was given is not used; null: it is, or none was given.")
    def promo_code_problem(offers: Parent) -> str | None:
        return offers.code_problem

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, CartOffers)


OfferComparisonsResult = or_refusal(
    OfferComparisons, "OfferComparisonsResult", "How the offers compare, or why not."
)


def compared(offers: CartOffers, one: Comparison) -> OfferComparison:
    currency, on_offer = offers.cart.currency, offers.on_offer[one.promotion.id]
    return OfferComparison(
        offer_id=one.promotion.id,
        title=one.promotion.title,
        description=on_offer.description,
        level=one.promotion.level,
        valid_until=on_offer.valid_until,
        savings=money_of(one.savings, currency),
        difference=money_of(one.difference, currency),
        total=money_of(one.total, currency),
        free_items=_free(one, currency),
        priority=one.priority,
        missing=_missing(one, currency),
        hint=_hint(one, currency),
    )


def _free(one: Comparison, currency: str) -> list[FreeChoice]:
    return [
        FreeChoice(
            options=[_item(item, currency) for item in choice.options],
            quantity=choice.quantity,
            worth=money_of(choice.worth, currency),
        )
        for choice in one.free_items
    ]


def _missing(one: Comparison, currency: str) -> list[MissingRequirement]:
    return [
        MissingRequirement(
            code=each.code,
            message=each.sentence,
            amount=None if each.amount is None else money_of(each.amount, currency),
            quantity=each.quantity,
            item_ids=list(each.item_ids),
        )
        for each in one.missing
    ]


def _hint(one: Comparison, currency: str) -> QualifyHint | None:
    hint = one.hint
    if hint is None:
        return None
    return QualifyHint(
        item=_item(hint.item, currency),
        quantity=hint.quantity,
        cost=money_of(hint.cost, currency),
        savings_then=money_of(hint.savings_then, currency),
        total_then=money_of(hint.total_then, currency),
        message=hint.sentence,
    )


def _item(item: Item, currency: str) -> OfferedItem:
    return OfferedItem(id=item.id, name=item.name, price=money_of(item.price, currency))


TriedPromotionResult = or_refusal(OfferComparison, "TriedPromotionResult")
