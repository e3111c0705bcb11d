"""The owner's view of promotions: figures, preview, trial and usage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.clock import now
from models.offers.reading import offer_shown_to, offers_shown_to
from models.offers.records import OfferRow
from models.offers.terms import NewTerms
from models.people.viewer import Viewer
from models.promotions.dining.guest import GuestContact
from models.promotions.figures import Figures, fetch_figures
from models.promotions.preview import PromotionPreview, build_preview
from models.promotions.promotion import PROMOTION
from models.promotions.restaurant import Restaurant
from models.promotions.trial import Trial, run_trial
from models.promotions.usage import PromotionUsage, fetch_usage
from models.storage.calendar_days import CalendarDays

USUAL_DAYS, A_WEEK = 30, 7


@dataclass(frozen=True, slots=True)
class ShownFigures:
    """Figures with those of their promotions that have not been deleted."""

    figures: Figures
    offers: Mapping[UUID, OfferRow]


async def promotion_figures(
    viewer: Viewer, restaurant_id: UUID, first: date | None, last: date | None
) -> ShownFigures:
    restaurant = await Restaurant.run_by(viewer, restaurant_id)
    span = CalendarDays.from_input(first, last, USUAL_DAYS, restaurant.time_zone, now())
    total = await fetch_figures(restaurant, span)
    offers = await offers_shown_to(viewer, [use.offer_id for use in total.most_used], now())
    return ShownFigures(total, offers)


async def preview_promotion(
    viewer: Viewer,
    restaurant_id: UUID,
    terms: NewTerms,
    offer_id: UUID | None,
    first: date | None,
    last: date | None,
) -> PromotionPreview:
    restaurant = await Restaurant.run_by(viewer, restaurant_id)
    span = CalendarDays.from_input(first, last, A_WEEK, restaurant.time_zone, now())
    return await build_preview(restaurant, terms.columns, offer_id, span)


async def try_promotion(
    viewer: Viewer,
    restaurant_id: UUID,
    terms: NewTerms,
    lines: Sequence[tuple[UUID, int]],
    diner: GuestContact,
    code: str | None,
    at: datetime | None,
) -> Trial:
    restaurant = await Restaurant.run_by(viewer, restaurant_id)
    guest = diner.key(restaurant.id, restaurant.region)
    return await run_trial(restaurant, terms.columns, lines, guest, code, at or now())


async def promotion_usage(viewer: Viewer, offer_id: UUID) -> PromotionUsage:
    offer = await offer_shown_to(viewer, offer_id, now(), "offerId", [PROMOTION])
    return await fetch_usage(offer, now())
