"""The data loaders of this room: one statement per request for many rows."""

from functools import cached_property
from uuid import UUID

from strawberry.dataloader import DataLoader

from models.promotions.menu_item import MenuItem
from models.promotions.promotion import PromotionTerms
from models.promotions.restaurant import Restaurant
from models.promotions.table import DiningTable
from resolvers.promotions.dining import uses_of
from resolvers.promotions.restaurants import menus_of, restaurants_by_id, tables_of


class PromotionLoaders:
    @cached_property
    def restaurants(self) -> DataLoader[UUID, Restaurant | None]:
        return DataLoader(load_fn=restaurants_by_id)

    @cached_property
    def menus(self) -> DataLoader[UUID, list[MenuItem]]:
        return DataLoader(load_fn=menus_of)

    @cached_property
    def tables(self) -> DataLoader[UUID, list[DiningTable]]:
        return DataLoader(load_fn=tables_of)

    @cached_property
    def uses(self) -> DataLoader[UUID, PromotionTerms]:
        return DataLoader(load_fn=uses_of)
