"""A slot as the customer who is asked sees it."""

from datetime import datetime
from typing import Any

import strawberry

from models.money import Amount
from models.slots.row import SlotRow
from schema.context import Info
from schema.money import Money


@strawberry.type(description="A shop as its customers know it.")
class SharedShop:
    name: str = strawberry.field(description="What it is called.")
    time_zone: str = strawberry.field(description="Its IANA time zone.")


@strawberry.type(description="Which time is to be had, as the customer who is asked sees it.")
class SharedSlotTerms:
    starts_at: datetime = strawberry.field(description="When it begins.")
    ends_at: datetime = strawberry.field(description="When it is over.")

    @strawberry.field(graphql_type=SharedShop, description="Where.")
    async def shop(terms: strawberry.Parent[SlotRow], info: Info) -> Any:
        return await info.context.loaders.shops.load(terms.shop_id)

    @strawberry.field(graphql_type=Money | None, description="The deposit that a yes asks for, if any.")
    async def deposit(terms: strawberry.Parent[SlotRow], info: Info) -> Any:
        shop = await info.context.loaders.shops.load(terms.shop_id)
        return Amount(shop.deposit, shop.currency) if shop and shop.deposit else None

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, SlotRow)
