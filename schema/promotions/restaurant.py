"""The types of restaurants, their menus and tables."""

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
    name: str = strawberry.field(description="The name of the tax on bills.")
    rate: Percentage = strawberry.field(description="The rate in percent.")


@strawberry.type(description="An item on a restaurant's menu.")
class MenuItem:
    id: UUID = strawberry.field(description="The item's id.")
    name: str = strawberry.field(description="The item's name.")
    category: str = strawberry.field(description="The category on the menu; promotions can refer to it.")
    price: MinorUnits = strawberry.field(description="The price of one unit, in the restaurant's currency.")
    is_discountable: bool = strawberry.field(
        description="Whether offers can make it cheaper. If not, it still counts towards their conditions."
    )
    is_active: bool = strawberry.field(description="Whether it can be ordered.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, MenuItemRow)


@strawberry.type(description="A table of a restaurant, identified by the code on it.")
class DiningTable:
    id: UUID = strawberry.field(description="The table's id.")
    code: str = strawberry.field(description="The code that guests type or scan, in capitals.")
    label: str = strawberry.field(description="The staff's name for the table.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, DiningTableRow)


@strawberry.type(description="A restaurant with its menu, tables and promotions.")
class Restaurant:
    id: UUID = strawberry.field(description="The restaurant's id.")
    name: str = strawberry.field(description="The name that guests see.")
    time_zone: str = strawberry.field(
        description="The IANA time zone, in which all its times of day are given."
    )
    region: str = strawberry.field(
        description="The ISO 3166 country code assumed for phone numbers without a country prefix."
    )
    currency: str = strawberry.field(description="The ISO 4217 currency code of all prices.")
    stacking: Stacking = strawberry.field(description="How many offers an order can use.")
    auto_best: bool = strawberry.field(
        description="Whether the best automatic offer is applied when the guest chooses none."
    )
    created_at: datetime = strawberry.field(description="When the restaurant was created.")
    updated_at: datetime = strawberry.field(description="When the restaurant was last changed.")

    @strawberry.field(description="The taxes added to bills.")
    def tax_rates(restaurant: Parent) -> list[TaxRate]:
        return [TaxRate(name=name, rate=percent(rate)) for name, rate in restaurant.tax_rates]

    @strawberry.field(
        graphql_type=list[MenuItem], description="All items of the menu, including inactive ones."
    )
    async def menu(restaurant: Parent, info: Info) -> Any:
        return await info.context.loaders.menus.load(restaurant.id)

    @strawberry.field(graphql_type=list[DiningTable], description="The restaurant's tables.")
    async def tables(restaurant: Parent, info: Info) -> Any:
        return await info.context.loaders.tables.load(restaurant.id)

    @strawberry.field(graphql_type=Person, description="The owner of the restaurant.")
    async def builder(restaurant: Parent, info: Info) -> Any:
        return await info.context.loaders.people.load(restaurant.builder_id)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, RestaurantRow)


@strawberry.type(description="A restaurant's menu as guests see it.")
class Menu:
    @strawberry.field(description="The restaurant's name.")
    def restaurant_name(restaurant: Parent) -> str:
        return str(restaurant.name)

    @strawberry.field(description="The ISO 4217 currency code of all prices.")
    def currency(restaurant: Parent) -> str:
        return str(restaurant.currency)

    @strawberry.field(graphql_type=list[MenuItem], description="The items that can be ordered.")
    async def items(restaurant: Parent, info: Info) -> Any:
        return [item for item in await info.context.loaders.menus.load(restaurant.id) if item.is_active]


def money_of(minor_units: int, currency: str) -> Money:
    amount = Amount(minor_units, currency)
    return Money(minor_units=MinorUnits(minor_units), currency=currency, text=amount.text)


RestaurantResult = or_refusal(Restaurant, "RestaurantResult")
MenuItemResult = or_refusal(MenuItem, "MenuItemResult")
DiningTableResult = or_refusal(DiningTable, "DiningTableResult")
