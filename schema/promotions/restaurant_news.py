"""The events in a restaurant, as its owner sees them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.money import Amount
from models.storage.paging import cursor
from resolvers.promotions.restaurant_news import ORDER, News
from schema.money import Money
from schema.promotions.dining.order import Order
from schema.promotions.enums import DiningEvent
from schema.promotions.promotion import PromotionOffer

Parent = strawberry.Parent[News]


@strawberry.type(description="An event in a restaurant.")
class RestaurantNews:
    @strawberry.field(description="The kind of event.")
    def event(news: Parent) -> DiningEvent:
        return news.row.event

    @strawberry.field(description="When it happened.")
    def created_at(news: Parent) -> datetime:
        return news.row.created_at

    @strawberry.field(description="The cursor of this event; pass it as `after` to continue from here.")
    def cursor(news: Parent) -> str:
        return cursor(ORDER, news.seq, UUID(int=0))

    @strawberry.field(
        graphql_type=Order | None,
        description="The order in its current state; null if the event concerns a bill.",
    )
    def order(news: Parent) -> Any:
        return news.order

    @strawberry.field(
        graphql_type=PromotionOffer | None,
        description="The promotion; null if there is none, or if it was deleted.",
    )
    def offer(news: Parent) -> Any:
        return news.offer

    @strawberry.field(
        graphql_type=Money | None,
        description="The change in the promotion's discount; negative if it became smaller.",
    )
    def amount(news: Parent) -> Any:
        amount = news.row.amount
        return None if amount is None else Amount(amount, news.restaurant.currency)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, News)
