"""What a promotion would have done to past orders, as its owner sees it."""

import datetime
from typing import Any

import strawberry

from models.money import Amount
from models.promotions.preview import PromotionPreview as Preview
from schema.fields.refusals import or_refusal
from schema.money import Money

Parent = strawberry.Parent[Preview]


@strawberry.type(
    description="What a promotion would have done to the orders of some days, as the only offer of an order,"
    " for guests who know its code, within its limits and its budget. Free items are made where some were"
    " made then; else their worth comes off. Discounts on bills are left aside."
)
class PromotionPreview:
    @strawberry.field(name="from", description="The first day, in the restaurant's zone.")
    def first(preview: Parent) -> datetime.date:
        return preview.span.first

    @strawberry.field(description="The last day.")
    def until(preview: Parent) -> datetime.date:
        return preview.span.last

    @strawberry.field(description="How many orders were looked at: those that were not cancelled.")
    def orders(preview: Parent) -> int:
        return preview.found.orders

    @strawberry.field(description="Whether there were more than 1,000: then the newest were looked at.")
    def is_cut(preview: Parent) -> bool:
        return preview.is_cut

    @strawberry.field(description="How many of them would have qualified.")
    def orders_qualified(preview: Parent) -> int:
        return preview.found.qualified

    @strawberry.field(description="How many would have taken it, because it saves more than what they had.")
    def orders_taking(preview: Parent) -> int:
        return preview.found.taken

    @strawberry.field(graphql_type=Money, description="What it would have saved these.")
    def saved(preview: Parent) -> Any:
        return Amount(preview.found.saved, preview.currency)

    @strawberry.field(graphql_type=Money, description="What all the orders would have left, before taxes.")
    def revenue(preview: Parent) -> Any:
        return Amount(preview.found.revenue, preview.currency)

    @strawberry.field(graphql_type=Money, description="What they left as they were.")
    def actual_revenue(preview: Parent) -> Any:
        return Amount(preview.found.was, preview.currency)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Preview)


PromotionPreviewResult = or_refusal(PromotionPreview, "PromotionPreviewResult")
