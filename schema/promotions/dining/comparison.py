"""The comparison of a restaurant's offers for a cart, as guests see it."""

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


@strawberry.type(
    description="An item that is free with an offer, or that would help to qualify for comparison."
)
class OfferedItem:
    id: UUID = strawberry.field(description="The menu item's id.")
    name: str = strawberry.field(description="The item's name.")
    price: Money = strawberry.field(description="The list price.")


@strawberry.type(
    description="A choice of free units: any of the options; the first option unless the guest chooses."
)
class FreeChoice:
    options: list[OfferedItem] = strawberry.field(description="The items to choose from.")
    quantity: int = strawberry.field(description="The total number of free units.")
    worth: Money = strawberry.field(
        description="The discount per unit for a guest who declines the free items."
    )


@strawberry.type(description="A requirement of an offer that the cart does not meet.")
class MissingRequirement:
    code: MissingCode = strawberry.field(description="The requirement, as a code.")
    message: str = strawberry.field(description="The requirement, as a sentence.")
    amount: Money | None = strawberry.field(
        description="How much more must be spent; null if that is not what is missing."
    )
    quantity: int | None = strawberry.field(
        description="How many more units must be bought; null if that is not what is missing."
    )
    item_ids: list[UUID] = strawberry.field(description="The ids of the items concerned.")


@strawberry.type(description="The cheapest way to qualify for an offer.")
class QualifyHint:
    item: OfferedItem = strawberry.field(description="The item to add.")
    quantity: int = strawberry.field(description="The quantity to add.")
    cost: Money = strawberry.field(description="The cost of the added items.")
    savings_then: Money = strawberry.field(description="What the offer would then save.")
    total_then: Money = strawberry.field(
        description="The total of the cart after adding them, with the offer."
    )
    message: str = strawberry.field(description="The hint, as a sentence.")


@strawberry.type(description="The result of one offer for this cart.")
class OfferComparison:
    offer_id: UUID = strawberry.field(description="The promotion's id.")
    title: str = strawberry.field(description="The promotion's title.")
    description: str = strawberry.field(description="The promotion's description.")
    level: Level = strawberry.field(description="The level at which the discount is taken off.")
    valid_until: datetime | None = strawberry.field(description="When the promotion ends.")
    savings: Money = strawberry.field(description="The discount for a guest who declines the free items.")
    difference: Money = strawberry.field(
        description="The savings minus those of the best offer: 0 or negative."
    )
    total: Money = strawberry.field(description="The total of the cart with this offer.")
    free_items: list[FreeChoice] = strawberry.field(
        description="The free items that the guest can take instead."
    )
    priority: Priority = strawberry.field(description="How the offer compares with the best one.")
    missing: list[MissingRequirement] = strawberry.field(
        description="The requirements that the cart does not meet."
    )
    hint: QualifyHint | None = strawberry.field(
        description="The cheapest way to qualify; null if adding one item does not help."
    )


@strawberry.type(description="A comparison of a restaurant's offers for a cart.")
class OfferComparisons:
    @strawberry.field(description="The offer that saves the most; null if the cart qualifies for none.")
    def best(offers: Parent) -> OfferComparison | None:
        return build_comparison(offers, offers.comparisons.best) if offers.comparisons.best else None

    @strawberry.field(description="The other offers that the cart qualifies for, highest savings first.")
    def others(offers: Parent) -> list[OfferComparison]:
        return [build_comparison(offers, comparison) for comparison in offers.comparisons.others]

    @strawberry.field(
        description="The offers that the cart does not qualify for, with the missing requirements."
    )
    def not_eligible(offers: Parent) -> list[OfferComparison]:
        return [build_comparison(offers, comparison) for comparison in offers.comparisons.not_eligible]

    @strawberry.field(description="The ids of the offers applied to an order if the guest chooses none.")
    def applied_offer_ids(offers: Parent) -> list[UUID]:
        return [promotion.id for promotion in offers.default_promotions]

    @strawberry.field(
        graphql_type=OrderFigures,
        description="The figures of an order if the guest chooses no offer and declines the free items.",
    )
    def order(offers: Parent) -> Any:
        return offers.price(offers.default_promotions)

    @strawberry.field(description="Why the given code is not used; null if it is used, or if none was given.")
    def promo_code_problem(offers: Parent) -> str | None:
        return offers.code_problem

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, CartOffers)


OfferComparisonsResult = or_refusal(
    OfferComparisons, "OfferComparisonsResult", "The comparison, or why it is refused."
)


def build_comparison(offers: CartOffers, comparison: Comparison) -> OfferComparison:
    currency, active_promotions = offers.cart.currency, offers.active_promotions[comparison.promotion.id]
    return OfferComparison(
        offer_id=comparison.promotion.id,
        title=comparison.promotion.title,
        description=active_promotions.description,
        level=comparison.promotion.level,
        valid_until=active_promotions.valid_until,
        savings=money_of(comparison.savings, currency),
        difference=money_of(comparison.difference, currency),
        total=money_of(comparison.total, currency),
        free_items=_free_choices(comparison, currency),
        priority=comparison.priority,
        missing=_missing(comparison, currency),
        hint=_hint(comparison, currency),
    )


def _free_choices(comparison: Comparison, currency: str) -> list[FreeChoice]:
    return [
        FreeChoice(
            options=[_item(item, currency) for item in choice.options],
            quantity=choice.quantity,
            worth=money_of(choice.worth, currency),
        )
        for choice in comparison.free_items
    ]


def _missing(comparison: Comparison, currency: str) -> list[MissingRequirement]:
    return [
        MissingRequirement(
            code=missing.code,
            message=missing.sentence,
            amount=None if missing.amount is None else money_of(missing.amount, currency),
            quantity=missing.quantity,
            item_ids=list(missing.item_ids),
        )
        for missing in comparison.missing
    ]


def _hint(comparison: Comparison, currency: str) -> QualifyHint | None:
    hint = comparison.hint
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
