"""Restaurants, their menus and tables as clients see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.money import Amount
from models.promotions.menu_item import MenuItem as MenuItemRow
from models.promotions.restaurant import Restaurant as RestaurantRow
from models.promotions.table import DiningTable as DiningTableRow
from schema.context import Info
from schema.fields.refusals import or_refusal
from schema.money import Money
from schema.people.user import Person
from schema.percent import percent
from schema.promotions.enums import Stacking
from schema.scalars import MinorUnits, Percentage

Parent = strawberry.Parent[Any]


@strawberry.type(description="A tax on what is left of a bill after all discounts.")
class TaxRate:
    name: str = strawberry.field(description="What bills call it.")
    rate: Percentage = strawberry.field(description="In percent.")


@strawberry.type(description="Something that a restaurant sells.")
class MenuItem:
    id: UUID = strawberry.field(description="The item's id.")
    name: str = strawberry.field(description="What it is called.")
    category: str = strawberry.field(description="Where it stands on the menu; promotions may name it.")
    price: MinorUnits = strawberry.field(description="Of one, in the restaurant's currency.")
    is_discountable: bool = strawberry.field(
        description="Whether offers may make it cheaper; if not, it still counts as bought and spent."
    )
    is_active: bool = strawberry.field(description="Whether it can be ordered.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, MenuItemRow)


@strawberry.type(description="A table, which guests know by the code on it.")
class DiningTable:
    id: UUID = strawberry.field(description="The table's id.")
    code: str = strawberry.field(description="What guests type or scan; in capitals.")
    label: str = strawberry.field(description="What the staff calls it.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, DiningTableRow)


@strawberry.type(description="Who has a menu, tables and promotions.")
class Restaurant:
    id: UUID = strawberry.field(description="The restaurant's id.")
    name: str = strawberry.field(description="What guests know it by.")
    time_zone: str = strawberry.field(description="Its IANA time zone, in which hours are meant.")
    region: str = strawberry.field(description="Whose phone numbers are dialled there without a prefix.")
    currency: str = strawberry.field(description="ISO 4217; of all its prices.")
    stacking: Stacking = strawberry.field(description="How many offers an order takes.")
    auto_best: bool = strawberry.field(description="Whether the best automatic offer is taken unasked.")
    created_at: datetime = strawberry.field(description="When it was entered.")
    updated_at: datetime = strawberry.field(description="When it was last changed.")

    @strawberry.field(description="What is added to its bills.")
    def tax_rates(restaurant: Parent) -> list[TaxRate]:
        return [TaxRate(name=name, rate=percent(rate)) for name, rate in restaurant.tax_rates]

    @strawberry.field(
        graphql_type=list[MenuItem], description="Everything it sells, also what is not active."
    )
    async def menu(restaurant: Parent, info: Info) -> Any:
        return await info.context.loaders.menus.load(restaurant.id)

    @strawberry.field(graphql_type=list[DiningTable], description="Its tables.")
    async def tables(restaurant: Parent, info: Info) -> Any:
        return await info.context.loaders.tables.load(restaurant.id)

    @strawberry.field(graphql_type=Person, description="Whose restaurant it is.")
    async def builder(restaurant: Parent, info: Info) -> Any:
        return await info.context.loaders.people.load(restaurant.builder_id)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, RestaurantRow)


@strawberry.type(description="A restaurant's menu as guests see it.")
class Menu:
    @strawberry.field(description="What the restaurant is called.")
    def restaurant_name(restaurant: Parent) -> str:
        return str(restaurant.name)

    @strawberry.field(description="ISO 4217; of all prices.")
    def currency(restaurant: Parent) -> str:
        return str(restaurant.currency)

    @strawberry.field(graphql_type=list[MenuItem], description="What can be ordered.")
    async def items(restaurant: Parent, info: Info) -> Any:
        return [item for item in await info.context.loaders.menus.load(restaurant.id) if item.is_active]


def money_of(minor_units: int, currency: str) -> Money:
    amount = Amount(minor_units, currency)
    return Money(minor_units=MinorUnits(minor_units), currency=currency, text=amount.text)


RestaurantResult = or_refusal(Restaurant, "RestaurantResult")
MenuItemResult = or_refusal(MenuItem, "MenuItemResult")
DiningTableResult = or_refusal(DiningTable, "DiningTableResult")
