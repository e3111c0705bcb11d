"""The table as its guests see it."""

from typing import Any

import strawberry

from models.money import minor_digits
from resolvers.promotions.tables import TableView
from schema.context import Info
from schema.promotions.dining.order import TableSession
from schema.promotions.restaurant import MenuItem

Parent = strawberry.Parent[TableView]


@strawberry.type(description="A table as its guests see it. Open to anyone with the table's code.")
class GuestTable:
    @strawberry.field(description="The table's code, in capitals.")
    def code(view: Parent) -> str:
        return view.table.code

    @strawberry.field(description="The staff's name for the table.")
    def label(view: Parent) -> str:
        return view.table.label

    @strawberry.field(description="The restaurant's name.")
    def restaurant_name(view: Parent) -> str:
        return view.table.restaurant.name

    @strawberry.field(description="The restaurant's IANA time zone.")
    def time_zone(view: Parent) -> str:
        return view.table.restaurant.time_zone

    @strawberry.field(description="The ISO 4217 currency code of all prices.")
    def currency(view: Parent) -> str:
        return view.table.restaurant.currency

    @strawberry.field(description="The number of decimal digits of the currency's minor unit.")
    def currency_digits(view: Parent) -> int:
        return minor_digits(view.table.restaurant.currency)

    @strawberry.field(
        graphql_type=list[MenuItem], description="The items that can be ordered, by category and name."
    )
    async def items(view: Parent, info: Info) -> Any:
        menu = await info.context.loaders.menus.load(view.table.restaurant_id)
        return [item for item in menu if item.is_active]

    @strawberry.field(
        graphql_type=TableSession | None,
        description="The open session; null if there is none.",
    )
    def session(view: Parent) -> Any:
        return view.session

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, TableView)
