"""A table as its guests see it."""

from typing import Any

import strawberry

from models.money import minor_digits
from resolvers.promotions.tables import SeenTable
from schema.context import Info
from schema.promotions.dining.order import TableSession
from schema.promotions.restaurant import MenuItem

Parent = strawberry.Parent[SeenTable]


@strawberry.type(description="A table as its guests see it. Open to anyone with the table's code.")
class GuestTable:
    @strawberry.field(description="The table's code, in capitals.")
    def code(seen: Parent) -> str:
        return seen.table.code

    @strawberry.field(description="The staff's name for the table.")
    def label(seen: Parent) -> str:
        return seen.table.label

    @strawberry.field(description="The restaurant's name.")
    def restaurant_name(seen: Parent) -> str:
        return seen.table.restaurant.name

    @strawberry.field(description="The restaurant's IANA time zone.")
    def time_zone(seen: Parent) -> str:
        return seen.table.restaurant.time_zone

    @strawberry.field(description="The ISO 4217 currency code of all prices.")
    def currency(seen: Parent) -> str:
        return seen.table.restaurant.currency

    @strawberry.field(description="The number of decimal digits of the currency's minor unit.")
    def currency_digits(seen: Parent) -> int:
        return minor_digits(seen.table.restaurant.currency)

    @strawberry.field(
        graphql_type=list[MenuItem], description="The items that can be ordered, by category and name."
    )
    async def items(seen: Parent, info: Info) -> Any:
        menu = await info.context.loaders.menus.load(seen.table.restaurant_id)
        return [item for item in menu if item.is_active]

    @strawberry.field(
        graphql_type=TableSession | None,
        description="The open session; null if there is none.",
    )
    def session(seen: Parent) -> Any:
        return seen.session

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, SeenTable)
