"""Shops and their customers: reading, creating, changing and importing them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from models.clock import now
from models.people.viewer import Viewer
from models.slots import customer_import, import_row
from models.slots.customer import Customer
from models.slots.customer_import import CustomerRow
from models.slots.import_row import RowResult
from models.slots.shop import Shop
from models.storage.listing import newest_first
from models.storage.paging import Listing
from subscriptions.work import unit_of_work


async def shop(viewer: Viewer, shop_id: UUID) -> Shop:
    return await Shop.run_by(viewer, shop_id, "id")


def shops(viewer: Viewer) -> Listing[Shop]:
    return newest_first(Shop.filter(Shop.visible_to(viewer)))


async def customers(viewer: Viewer, shop_id: UUID, search: str | None) -> Listing[Customer]:
    await Shop.run_by(viewer, shop_id)
    return newest_first(Customer.search_in(shop_id, search))


async def create_shop(viewer: Viewer, builder_id: UUID | None, settings: Mapping[str, Any]) -> Shop:
    return await unit_of_work(lambda: Shop.start(viewer, builder_id, settings))


async def update_shop(viewer: Viewer, shop_id: UUID, settings: Mapping[str, Any]) -> Shop:
    async def update() -> Shop:
        shop = await Shop.run_by(viewer, shop_id, "id")
        await shop.change(settings)
        return shop

    return await unit_of_work(update)


async def add_customer(
    viewer: Viewer, shop_id: UUID, name: str, phone: str | None, opt_in_source: str | None
) -> Customer:
    async def add() -> Customer:
        shop = await Shop.run_by(viewer, shop_id)
        return await Customer.enter(shop, name, phone, opt_in_source, now())

    return await unit_of_work(add)


async def update_customer(viewer: Viewer, customer_id: UUID, name: str | None, phone: str | None) -> Customer:
    async def update() -> Customer:
        customer = await Customer.run_by(viewer, customer_id)
        await customer.change(name, phone)
        return customer

    return await unit_of_work(update)


async def set_consent(viewer: Viewer, customer_id: UUID, opted_in: bool, source: str) -> Customer:
    async def consent() -> Customer:
        customer = await Customer.run_by(viewer, customer_id, "customerId")
        await customer.consent(opted_in, source, now())
        return customer

    return await unit_of_work(consent)


async def import_customers(viewer: Viewer, shop_id: UUID, rows: Sequence[CustomerRow]) -> list[RowResult]:
    async def work() -> str:
        shop = await Shop.run_by(viewer, shop_id)
        return import_row.results_to_json(await customer_import.import_customers(shop, rows, now()))

    return import_row.results_from_json(await unit_of_work(work))


async def shops_by_id(ids: Sequence[UUID]) -> list[Shop | None]:
    """Load shops without an access check: the viewer may see a row that names them."""
    shops = await Shop.in_bulk(list(set(ids)), "id")
    return [shops.get(shop_id) for shop_id in ids]


async def customers_by_id(ids: Sequence[UUID]) -> list[Customer | None]:
    customers = await Customer.in_bulk(list(set(ids)), "id")
    return [customers.get(customer_id) for customer_id in ids]
