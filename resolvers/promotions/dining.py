"""Dining: comparing offers, sessions, orders, bills, and the kitchen's view."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.clock import now
from models.people.access import Access, require
from models.people.session import reload_viewer
from models.people.viewer import Viewer
from models.promotions.cart_offers import CartOffers, compare_offers
from models.promotions.dining import closing, placing
from models.promotions.dining.billing import fetch_bill_form
from models.promotions.dining.guest import GuestContact
from models.promotions.dining.order import Order
from models.promotions.dining.placing import OrderRequest
from models.promotions.dining.session_tab import fetch_party_tab
from models.promotions.dining.table_session import TableSession, fetch_party, guest_key
from models.promotions.promotion import PromotionTerms
from models.promotions.restaurant import Restaurant, orders_channel
from models.promotions.table import DiningTable
from models.refused import bad_input
from subscriptions.follow import rings
from subscriptions.work import unit_of_work

IN_THE_KITCHEN = 100


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a guest: at a table, or only looking at a restaurant. Exactly one of the two is given."""

    table_code: str | None = None
    restaurant_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class GuestBill:
    """The session with its bill, which is final once the session is closed."""

    session: TableSession
    form: dict[str, Any]


async def restaurant_at(place: Place) -> Restaurant:
    if (place.table_code is None) == (place.restaurant_id is None):
        raise bad_input("You must give either the table's code or the restaurant's id.", "tableCode")
    if place.table_code is not None:
        return (await DiningTable.by_code(place.table_code)).restaurant
    access = Access(None, "restaurant", place.restaurant_id, "restaurant_at", "restaurantId")
    return await require(Restaurant.get_or_none(id=place.restaurant_id), None, access)


async def compare(
    place: Place,
    lines: Sequence[tuple[UUID, int]],
    diner: GuestContact,
    code: str | None,
) -> CartOffers:
    """Compare the offers as they would apply to an order in the session open at that table."""
    restaurant = await restaurant_at(place)
    party = await fetch_party(place.table_code)
    guest = guest_key(diner, restaurant, party)
    return await compare_offers(
        restaurant, lines, guest, code, now(), await fetch_party_tab(restaurant, party)
    )


async def open_session(table_code: str, diner: GuestContact) -> TableSession:
    async def sit_down() -> TableSession:
        table = await DiningTable.by_code(table_code)
        guest = diner.key(table.restaurant_id, table.restaurant.region)
        return await TableSession.open(table, guest, now())

    session = await unit_of_work(sit_down)
    return await TableSession.by_id(session.id)


async def place_order(session_id: UUID, request: OrderRequest) -> Order:
    return await unit_of_work(lambda: placing.place_order(session_id, request, now()))


async def cancel_order(viewer: Viewer, order_id: UUID) -> Order:
    return await unit_of_work(lambda: placing.cancel_order(viewer, order_id, now()))


async def bill(session_id: UUID) -> GuestBill:
    session = await TableSession.by_id(session_id)
    return GuestBill(session, await fetch_bill_form(session, now()))


async def request_bill(session_id: UUID) -> GuestBill:
    async def request() -> TableSession:
        return await closing.request_bill(await TableSession.lock(session_id), now())

    return await bill((await unit_of_work(request)).id)


async def close_session(viewer: Viewer, session_id: UUID) -> GuestBill:
    async def close() -> TableSession:
        return await closing.close_session(await TableSession.run_by(viewer, session_id), viewer.id, now())

    return await bill((await unit_of_work(close)).id)


async def follow_kitchen(viewer: Viewer, restaurant_id: UUID) -> AsyncGenerator[list[Order], None]:
    """Yield the orders of the open sessions, oldest first, now and after every change."""
    await Restaurant.run_by(viewer, restaurant_id)
    async for _ in rings(orders_channel(restaurant_id)):
        await Restaurant.run_by(await reload_viewer(viewer, now()), restaurant_id)
        orders = Order.filter(restaurant_id=restaurant_id, session__closed_at=None)
        newest = await orders.order_by("-created_at", "-id").limit(IN_THE_KITCHEN)
        yield newest[::-1]


async def sessions_by_id(ids: Sequence[UUID]) -> list[TableSession | None]:
    """Load sessions in the order of the ids, with their tables and restaurants."""
    rows = await TableSession.filter(id__in=list(ids)).select_related("restaurant", "table")
    sessions = {row.id: row for row in rows}
    return [sessions.get(session_id) for session_id in ids]


async def uses_of(offer_ids: Sequence[UUID]) -> list[PromotionTerms]:
    """Load the uses of each of these promotions, in the order of the ids."""
    promotions = {row.offer_id: row for row in await PromotionTerms.filter(offer_id__in=list(offer_ids))}
    return [promotions[offer_id] for offer_id in offer_ids]
