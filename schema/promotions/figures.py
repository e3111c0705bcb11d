"""The figures of a restaurant's promotions, as its owner sees them."""

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
ON_BILLS = "discounts on a bill count on the day its session was opened"


@strawberry.type(description="The figures of one day.")
class PromotionDay:
    date: datetime.date = strawberry.field(description="The day, in the restaurant's time zone.")
    orders: int = strawberry.field(description="The number of orders placed and not cancelled.")
    orders_with_offer: int = strawberry.field(
        description="The number of orders on which an offer saved something."
    )
    saved: Money = strawberry.field(description=f"The total discount; {ON_BILLS}.")
    revenue: Money = strawberry.field(description="The revenue of the orders after discounts, before taxes.")


@strawberry.type(description="The uses of one promotion.")
class PromotionUse:
    offer: PromotionOffer | None = strawberry.field(description="The promotion; null if it was deleted.")
    uses: int = strawberry.field(
        description="The number of uses by orders and bills, without those given back."
    )
    saved: Money = strawberry.field(description="The total discount.")


@strawberry.type(description="The figures of a restaurant's promotions over some days.")
class PromotionFigures:
    @strawberry.field(name="from", description="The first day, in the restaurant's time zone.")
    def first(figures: Parent) -> datetime.date:
        return figures.figures.span.first

    @strawberry.field(description="The last day, inclusive.")
    def until(figures: Parent) -> datetime.date:
        return figures.figures.span.last

    @strawberry.field(description="The number of orders placed and not cancelled.")
    def orders(figures: Parent) -> int:
        return figures.figures.orders

    @strawberry.field(description="The number of orders on which an offer saved something.")
    def orders_with_offer(figures: Parent) -> int:
        return figures.figures.orders_with_offer

    @strawberry.field(description="The percentage of orders with an offer; null if there were no orders.")
    def usage_rate(figures: Parent) -> Percentage | None:
        rate = figures.figures.usage_rate
        return None if rate is None else percent(rate)

    @strawberry.field(
        graphql_type=Money | None,
        description="The mean saving per order with an offer, rounded half up; null if there were none.",
    )
    def mean_saving(figures: Parent) -> Any:
        return figures.figures.mean_saving

    @strawberry.field(graphql_type=Money, description="The total discount on orders and bills.")
    def saved(figures: Parent) -> Any:
        return figures.figures.saved

    @strawberry.field(graphql_type=Money, description=f"The part of the discount on bills; {ON_BILLS}.")
    def saved_on_bills(figures: Parent) -> Any:
        return figures.figures.saved_on_bills

    @strawberry.field(
        graphql_type=Money, description="The revenue of the orders after discounts, before taxes."
    )
    def revenue(figures: Parent) -> Any:
        return figures.figures.revenue

    @strawberry.field(graphql_type=list[PromotionUse], description="The most used promotions, at most 10.")
    def most_used(figures: Parent) -> Any:
        return [
            PromotionUse(offer=figures.offers.get(use.offer_id), uses=use.uses, saved=use.saved)  # type: ignore[arg-type]
            for use in figures.figures.most_used
        ]

    @strawberry.field(graphql_type=list[PromotionDay], description="Every day, oldest first; at most 366.")
    def days(figures: Parent) -> Any:
        return figures.figures.days

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, ShownFigures)


PromotionFiguresResult = or_refusal(PromotionFigures, "PromotionFiguresResult")
