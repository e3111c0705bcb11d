"""A table as its guests see it."""

from typing import Any

import strawberry

from models.money import minor_digits
from resolvers.promotions.tables import SeenTable
from schema.context import Info
from schema.promotions.dining.order import TableSession
from schema.promotions.restaurant import MenuItem

Parent = strawberry.Parent[SeenTable]


@strawberry.type(description="A table as its guests see it: whoever holds its code.")
class GuestTable:
    @strawberry.field(description="Its code, in capitals.")
    def code(seen: Parent) -> str:
        return seen.table.code

    @strawberry.field(description="What the staff calls it.")
    def label(seen: Parent) -> str:
        return seen.table.label

    @strawberry.field(description="Where it stands.")
    def restaurant_name(seen: Parent) -> str:
        return seen.table.restaurant.name

    @strawberry.field(description="The restaurant's IANA time zone.")
    def time_zone(seen: Parent) -> str:
        return seen.table.restaurant.time_zone

    @strawberry.field(description="ISO 4217; of all prices.")
    def currency(seen: Parent) -> str:
        return seen.table.restaurant.currency

    @strawberry.field(description="How many digits of an amount are minor units.")
    def currency_digits(seen: Parent) -> int:
        return minor_digits(seen.table.restaurant.currency)

    @strawberry.field(graphql_type=list[MenuItem], description="What can be ordered, by category and name.")
    async def items(seen: Parent, info: Info) -> Any:
        menu = await info.context.loaders.menus.load(seen.table.restaurant_id)
        return [item for item in menu if item.is_active]

    @strawberry.field(
        graphql_type=TableSession | None,
        description="The session that is open; null: nobody has sat down since the last was closed.",
    )
    def session(seen: Parent) -> Any:
        return seen.session

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, SeenTable)
