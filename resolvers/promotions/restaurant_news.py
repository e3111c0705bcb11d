"""The live events in a restaurant, for its owner."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from uuid import UUID

from models.clock import now
from models.offers.reading import offers_shown_to
from models.offers.records import OfferRow
from models.people.session import reload_viewer
from models.people.viewer import Viewer
from models.promotions.dining.order import Order
from models.promotions.restaurant import Restaurant, orders_channel
from models.promotions.restaurant_news import RestaurantNews
from subscriptions.follow import Batch, follow

PER_READ = 100
ORDER = "RESTAURANT NEWS"


@dataclass(frozen=True, slots=True)
class News:
    """An event with its order, and with its offer unless that was deleted."""

    seq: int
    row: RestaurantNews
    restaurant: Restaurant
    order: Order | None
    offer: OfferRow | None


async def latest_news(viewer: Viewer, restaurant_id: UUID) -> int:
    """Return the number of the newest event, for a follower that starts now."""
    return (await Restaurant.run_by(viewer, restaurant_id)).news_seq


async def follow_news(viewer: Viewer, restaurant_id: UUID, after: int) -> AsyncGenerator[News, None]:
    async def read(seq: int) -> Batch[News]:
        rows = await RestaurantNews.after(restaurant_id, seq, PER_READ)
        if not rows:
            return Batch((), seq, has_more=False)
        reader = await reload_viewer(viewer, now())
        news = await _load_news(reader, await Restaurant.run_by(reader, restaurant_id), rows)
        return Batch.of(news, seq, PER_READ)

    async for news in follow(orders_channel(restaurant_id), read, after):
        yield news


async def _load_news(viewer: Viewer, restaurant: Restaurant, rows: Sequence[RestaurantNews]) -> list[News]:
    orders = await Order.in_bulk({row.order_id for row in rows if row.order_id}, "id")
    offers = await offers_shown_to(viewer, list({row.offer_id for row in rows if row.offer_id}), now())
    return [
        News(
            row.seq,
            row,
            restaurant,
            orders.get(row.order_id) if row.order_id else None,
            offers.get(row.offer_id) if row.offer_id else None,
        )
        for row in rows
    ]
