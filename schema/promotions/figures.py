"""What a restaurant's promotions came to, as its owner sees it."""

import datetime
from typing import Any

import strawberry

from resolvers.promotions.promotion import ShownFigures
from schema.fields.refusals import or_refusal
from schema.money import Money
from schema.percent import percent
from schema.promotions.promotion import PromotionOffer
from schema.scalars import Percentage

Parent = strawberry.Parent[ShownFigures]
ON_BILLS = "what came off a bill counts on the day its party sat down"


@strawberry.type(description="What a day came to.")
class PromotionDay:
    date: datetime.date = strawberry.field(description="Which, in the restaurant's zone.")
    orders: int = strawberry.field(description="How many orders were placed and not cancelled.")
    orders_with_offer: int = strawberry.field(description="Off how many of them an offer took something.")
    saved: Money = strawberry.field(description=f"What offers took off; {ON_BILLS}.")
    revenue: Money = strawberry.field(description="What was left of the orders, before taxes.")


@strawberry.type(description="How often a promotion was used.")
class PromotionUse:
    offer: PromotionOffer | None = strawberry.field(description="Which; null: it was removed.")
    uses: int = strawberry.field(description="How often, by orders and by bills; not what was given back.")
    saved: Money = strawberry.field(description="What it took off.")


@strawberry.type(description="What the promotions of a restaurant came to in some days.")
class PromotionFigures:
    @strawberry.field(name="from", description="The first day, in the restaurant's zone.")
    def first(shown: Parent) -> datetime.date:
        return shown.figures.span.first

    @strawberry.field(description="The last day.")
    def until(shown: Parent) -> datetime.date:
        return shown.figures.span.last

    @strawberry.field(description="How many orders were placed and not cancelled.")
    def orders(shown: Parent) -> int:
        return shown.figures.orders

    @strawberry.field(description="Off how many of them an offer took something.")
    def orders_with_offer(shown: Parent) -> int:
        return shown.figures.orders_with_offer

    @strawberry.field(description="Which part of the orders that is; null: there were none.")
    def usage_rate(shown: Parent) -> Percentage | None:
        rate = shown.figures.usage_rate
        return None if rate is None else percent(rate)

    @strawberry.field(
        graphql_type=Money | None,
        description="What an order with an offer saved on average, rounded half up; null: there were none.",
    )
    def mean_saving(shown: Parent) -> Any:
        return shown.figures.mean_saving

    @strawberry.field(graphql_type=Money, description="What offers took off in all, off orders and bills.")
    def saved(shown: Parent) -> Any:
        return shown.figures.saved

    @strawberry.field(graphql_type=Money, description=f"How much of it came off bills; {ON_BILLS}.")
    def saved_on_bills(shown: Parent) -> Any:
        return shown.figures.saved_on_bills

    @strawberry.field(graphql_type=Money, description="What was left of the orders, before taxes.")
    def revenue(shown: Parent) -> Any:
        return shown.figures.revenue

    @strawberry.field(
        graphql_type=list[PromotionUse], description="The promotions that were used most, at most 10."
    )
    def most_used(shown: Parent) -> Any:
        used = shown.figures.most_used
        return [
            PromotionUse(offer=shown.offers.get(each.offer_id), uses=each.uses, saved=each.saved)  # type: ignore[arg-type]
            for each in used
        ]

    @strawberry.field(graphql_type=list[PromotionDay], description="Every day, in order; at most 366.")
    def days(shown: Parent) -> Any:
        return shown.figures.days

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, ShownFigures)


PromotionFiguresResult = or_refusal(PromotionFigures, "PromotionFiguresResult")
