"""The lists around shops: each one's page with its cursors and its total, put together."""

from uuid import UUID

from models.people.viewer import Viewer
from models.slots.appointment_page import Which, appointment_cursor
from models.storage.paging import Paging, newest_cursor
from resolvers.slots import appointments as appointment_resolvers
from resolvers.slots import shops as shop_resolvers
from schema.fields.paging import Listed


async def shops(viewer: Viewer, asked: Paging) -> Listed:
    found = await shop_resolvers.shops(viewer, asked)
    return Listed(found, asked, newest_cursor, lambda: shop_resolvers.shop_count(viewer))


async def customers(viewer: Viewer, shop_id: UUID, search: str | None, asked: Paging) -> Listed:
    found = await shop_resolvers.customers(viewer, shop_id, search, asked)
    return Listed(found, asked, newest_cursor, lambda: shop_resolvers.customer_count(shop_id, search))


async def appointments(viewer: Viewer, which: Which, asked: Paging) -> Listed:
    found = await appointment_resolvers.appointments(viewer, which, asked)
    return Listed(found, asked, appointment_cursor, lambda: appointment_resolvers.appointment_count(which))
