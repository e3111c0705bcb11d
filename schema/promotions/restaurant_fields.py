"""The root fields of a restaurant's own side: itself, its menu, its tables."""

import strawberry

from models.promotions.restaurant import Restaurant as RestaurantRow
from models.storage.paging import Listing
from resolvers.promotions import restaurants as restaurant_resolvers
from schema.context import Info
from schema.fields.permissions import IsBuilder
from schema.fields.refusals import or_refusal
from schema.fields.root_field import list_query, mutation, query
from schema.promotions.arguments import (
    ItemId,
    Label,
    MenuItemWish,
    NewCode,
    NewRestaurant,
    RestaurantChange,
    RestaurantId,
    TableId,
)
from schema.promotions.restaurant import DiningTable, MenuItem, Restaurant

RestaurantResult = or_refusal(Restaurant, "RestaurantResult")
MenuItemResult = or_refusal(MenuItem, "MenuItemResult")
DiningTableResult = or_refusal(DiningTable, "DiningTableResult")


@strawberry.type
class RestaurantQuery:
    @query(IsBuilder, "One restaurant of yours; admins any.", Restaurant)
    async def restaurant(self, info: Info, id: RestaurantId) -> object:
        return await restaurant_resolvers.restaurant(info.context.viewer, id)

    @list_query(IsBuilder, "Your restaurants, newest first; admins see all.", Restaurant)
    async def restaurants(self, info: Info) -> Listing[RestaurantRow]:
        return restaurant_resolvers.restaurants(info.context.viewer)


@strawberry.type
class RestaurantMutation:
    @mutation(IsBuilder, "Enter a restaurant: builders their own, admins for a builder.", RestaurantResult)
    async def create_restaurant(self, info: Info, input: NewRestaurant) -> object:
        return await restaurant_resolvers.create_restaurant(
            info.context.viewer, input.builder_id, input.settings()
        )

    @mutation(IsBuilder, "Change a restaurant of yours; admins any.", RestaurantResult)
    async def update_restaurant(self, info: Info, id: RestaurantId, input: RestaurantChange) -> object:
        return await restaurant_resolvers.update_restaurant(info.context.viewer, id, input.settings())

    @mutation(
        IsBuilder,
        "Enter or change an item on the menu of a restaurant of yours; admins of any. Orders keep theirs.",
        MenuItemResult,
    )
    async def save_menu_item(
        self, info: Info, restaurant_id: RestaurantId, input: MenuItemWish, id: ItemId = None
    ) -> object:
        return await restaurant_resolvers.save_menu_item(info.context.viewer, restaurant_id, id, vars(input))

    @mutation(IsBuilder, "Enter a table of a restaurant of yours; admins of any.", DiningTableResult)
    async def add_table(self, info: Info, restaurant_id: RestaurantId, code: NewCode, label: Label) -> object:
        return await restaurant_resolvers.add_table(info.context.viewer, restaurant_id, code, label)

    @mutation(
        IsBuilder,
        "Change a table of a restaurant of yours; admins of any. The code before opens nothing any more.",
        DiningTableResult,
    )
    async def update_table(self, info: Info, id: TableId, code: NewCode, label: Label) -> object:
        return await restaurant_resolvers.update_table(info.context.viewer, id, code, label)
