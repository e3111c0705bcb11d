"""Restaurants with their menus and tables: reading, creating and changing them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from models.people.viewer import Viewer
from models.promotions.menu_item import MenuItem
from models.promotions.restaurant import Restaurant
from models.promotions.table import DiningTable
from models.storage.listing import newest_first
from models.storage.paging import Listing
from subscriptions.work import unit_of_work


async def restaurant(viewer: Viewer, restaurant_id: UUID) -> Restaurant:
    return await Restaurant.run_by(viewer, restaurant_id, "id")


def restaurants(viewer: Viewer) -> Listing[Restaurant]:
    return newest_first(Restaurant.filter(Restaurant.visible_to(viewer)))


async def create_restaurant(
    viewer: Viewer, builder_id: UUID | None, settings: Mapping[str, Any]
) -> Restaurant:
    return await unit_of_work(lambda: Restaurant.start(viewer, builder_id, settings))


async def update_restaurant(viewer: Viewer, restaurant_id: UUID, settings: Mapping[str, Any]) -> Restaurant:
    async def update() -> Restaurant:
        restaurant = await Restaurant.run_by(viewer, restaurant_id, "id")
        await restaurant.change(settings)
        return restaurant

    return await unit_of_work(update)


async def save_menu_item(
    viewer: Viewer, restaurant_id: UUID, item_id: UUID | None, details: Mapping[str, Any]
) -> MenuItem:
    async def save() -> MenuItem:
        return await MenuItem.put(await Restaurant.run_by(viewer, restaurant_id), item_id, details)

    return await unit_of_work(save)


async def add_table(viewer: Viewer, restaurant_id: UUID, code: str, label: str) -> DiningTable:
    async def add() -> DiningTable:
        return await DiningTable.add(await Restaurant.run_by(viewer, restaurant_id), code, label)

    return await unit_of_work(add)


async def update_table(viewer: Viewer, table_id: UUID, code: str, label: str) -> DiningTable:
    async def update() -> DiningTable:
        table = await DiningTable.run_by(viewer, table_id)
        await table.change(code, label)
        return table

    return await unit_of_work(update)


async def restaurants_by_id(ids: Sequence[UUID]) -> list[Restaurant | None]:
    """Load restaurants without an access check: the viewer may see a row that names them."""
    restaurants = await Restaurant.in_bulk(list(set(ids)), "id")
    return [restaurants.get(restaurant_id) for restaurant_id in ids]


async def menus_of(ids: Sequence[UUID]) -> list[list[MenuItem]]:
    """Load all items of each of these restaurants, including inactive ones."""
    menus: defaultdict[UUID, list[MenuItem]] = defaultdict(list)
    for item in await MenuItem.filter(restaurant_id__in=list(ids)).order_by("category", "name", "id"):
        menus[item.restaurant_id].append(item)
    return [menus[restaurant_id] for restaurant_id in ids]


async def tables_of(ids: Sequence[UUID]) -> list[list[DiningTable]]:
    tables: defaultdict[UUID, list[DiningTable]] = defaultdict(list)
    for table in await DiningTable.filter(restaurant_id__in=list(ids)).order_by("label", "code"):
        tables[table.restaurant_id].append(table)
    return [tables[restaurant_id] for restaurant_id in ids]
