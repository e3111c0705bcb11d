"""The root fields by which whoever runs a restaurant looks after its promotions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import argument

from models.promotions.promotion import PATH
from models.refused import Refused
from resolvers.promotions import promotion as promotions
from schema.arguments import OfferId
from schema.context import Info
from schema.fields.permissions import IsBuilder
from schema.fields.refusals import or_refusal
from schema.fields.root_field import answering_query, query
from schema.promotions.arguments import Cart, Guest, PromoCode, RestaurantId, diner
from schema.promotions.dining.comparison import OfferComparison, compared
from schema.promotions.figures import PromotionFigures
from schema.promotions.input import PromotionTermsInput
from schema.promotions.preview import PromotionPreview
from schema.promotions.usage import PromotionUsage

FirstDay = Annotated[
    date | None, argument(name="from", description="The first day, in the restaurant's zone.")
]
LastDay = Annotated[date | None, argument(name="until", description="The last day; today unless told.")]
Terms = Annotated[PromotionTermsInput, argument(description="What it would give, when, and how often.")]
InsteadOf = Annotated[
    UUID | None, argument(description="The promotion that would have these terms; absent: a new one.")
]
Moment = Annotated[datetime | None, argument(description="When; absent: now.")]
PromotionPreviewResult = or_refusal(PromotionPreview, "PromotionPreviewResult")
TriedPromotionResult = or_refusal(OfferComparison, "TriedPromotionResult")
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

    @answering_query(
        IsBuilder,
        "What a promotion would have saved on past orders of a restaurant of yours; admins any. Nothing is"
        " saved. The last seven days unless told.",
        PromotionPreviewResult,
    )
    async def preview_promotion(
        self,
        info: Info,
        restaurant_id: RestaurantId,
        terms: Terms,
        offer_id: InsteadOf = None,
        first: FirstDay = None,
        last: LastDay = None,
    ) -> object:
        with about_terms():
            return await promotions.preview_promotion(
                info.context.viewer, restaurant_id, terms.as_terms(), offer_id, first, last
            )

    @answering_query(
        IsBuilder,
        "What a promotion would do for a cart in a restaurant of yours, among those on offer; admins any."
        " Nothing is saved.",
        TriedPromotionResult,
    )
    async def try_promotion(
        self,
        info: Info,
        restaurant_id: RestaurantId,
        terms: Terms,
        cart: Cart,
        customer: Guest = None,
        promo_code: PromoCode = None,
        at: Moment = None,
    ) -> object:
        lines, who = [line.pair for line in cart], diner(customer, info.context.settings.secret_key)
        with about_terms():
            found = await promotions.try_promotion(
                info.context.viewer, restaurant_id, terms.as_terms(), lines, who, promo_code, at
            )
        return compared(found.offers, found.comparison)

    @query(
        IsBuilder,
        "How a promotion of yours was used, and what was ordered before and after it began; admins any.",
        PromotionUsage,
    )
    async def promotion_usage(self, info: Info, offer_id: OfferId) -> object:
        return await promotions.promotion_usage(info.context.viewer, offer_id)


@contextmanager
def about_terms() -> Iterator[None]:
    """The terms are an argument here, not a part of a new offer: refusals name them so."""
    try:
        yield
    except Refused as refused:
        field = refused.field or ""
        if not field.startswith(PATH):
            raise
        raise Refused(refused.code, refused.sentence, f"terms{field.removeprefix(PATH)}") from None
