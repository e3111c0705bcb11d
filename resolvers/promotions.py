"""What whoever runs a restaurant asks about its promotions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.calendar_days import CalendarDays
from models.clock import now
from models.offer_row import OfferRow, offers_shown_to
from models.promotion_figures import Figures, figures
from models.restaurant import Restaurant
from models.viewer import Viewer

USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class ShownFigures:
    """Figures with those of their promotions that have not been removed."""

    figures: Figures
    offers: Mapping[UUID, OfferRow]


async def promotion_figures(
    viewer: Viewer, restaurant_id: UUID, first: date | None, last: date | None
) -> ShownFigures:
    restaurant = await Restaurant.run_by(viewer, restaurant_id)
    span = CalendarDays.asked(first, last, USUAL_DAYS, restaurant.time_zone, now())
    found = await figures(restaurant, span)
    offers = await offers_shown_to(viewer, [each.offer_id for each in found.most_used], now())
    return ShownFigures(found, offers)
