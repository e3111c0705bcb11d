"""The preview of a promotion on past orders, as its owner sees it."""

import datetime
from typing import Any

import strawberry

from models.money import Amount
from models.promotions.preview import PromotionPreview as Preview
from schema.fields.refusals import or_refusal
from schema.money import Money

Parent = strawberry.Parent[Preview]


@strawberry.type(
    description="What a promotion would have done to past orders, as the only offer of each order,"
    " for guests who know its code, within its limits and budget. Free items count as"
    " made where the order had some; otherwise their value is taken off. Discounts on"
    " bills are ignored."
)
class PromotionPreview:
    @strawberry.field(name="from", description="The first day, in the restaurant's time zone.")
    def first(preview: Parent) -> datetime.date:
        return preview.span.first

    @strawberry.field(description="The last day, inclusive.")
    def until(preview: Parent) -> datetime.date:
        return preview.span.last

    @strawberry.field(description="The number of orders examined; cancelled orders are left out.")
    def orders(preview: Parent) -> int:
        return preview.result.orders

    @strawberry.field(
        description="Whether there were more than 1,000 orders, so that only the newest were examined."
    )
    def is_cut(preview: Parent) -> bool:
        return preview.is_cut

    @strawberry.field(description="The number of orders that would have qualified.")
    def orders_qualified(preview: Parent) -> int:
        return preview.result.eligible_orders

    @strawberry.field(
        description="The number of orders that would have used it, because it saves more than their own"
        " offers."
    )
    def orders_taking(preview: Parent) -> int:
        return preview.result.orders_taking

    @strawberry.field(graphql_type=Money, description="The total that these orders would have saved.")
    def saved(preview: Parent) -> Any:
        return Amount(preview.result.savings, preview.currency)

    @strawberry.field(
        graphql_type=Money, description="The revenue of all examined orders with the promotion, before taxes."
    )
    def revenue(preview: Parent) -> Any:
        return Amount(preview.result.revenue, preview.currency)

    @strawberry.field(
        graphql_type=Money, description="The actual revenue of all examined orders, before taxes."
    )
    def actual_revenue(preview: Parent) -> Any:
        return Amount(preview.result.actual_revenue, preview.currency)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Preview)


PromotionPreviewResult = or_refusal(PromotionPreview, "PromotionPreviewResult")
