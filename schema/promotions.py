"""The root fields by which whoever runs a restaurant looks after its promotions."""

from datetime import date
from typing import Annotated

import strawberry
from strawberry import argument

from resolvers import promotions
from schema.context import Info
from schema.dining_arguments import RestaurantId
from schema.fields import answering_query
from schema.permissions import IsBuilder
from schema.promotion_figures import PromotionFigures
from schema.restaurants import or_refusal

FirstDay = Annotated[
    date | None, argument(name="from", description="The first day, in the restaurant's zone.")
]
LastDay = Annotated[date | None, argument(name="until", description="The last day; today unless told.")]
PromotionFiguresResult = or_refusal(PromotionFigures, "PromotionFiguresResult")


@strawberry.type
class PromotionQuery:
    @answering_query(
        IsBuilder,
        "What the promotions of a restaurant of yours came to, day by day; admins any. The last 30 days"
        " unless told, at most 366.",
        PromotionFiguresResult,
    )
    async def promotion_figures(
        self, info: Info, restaurant_id: RestaurantId, first: FirstDay = None, last: LastDay = None
    ) -> object:
        return await promotions.promotion_figures(info.context.viewer, restaurant_id, first, last)
