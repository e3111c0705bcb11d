"""The slot as the customer who is asked sees it."""

from datetime import datetime
from typing import Any

import strawberry

from models.money import Amount
from models.slots.row import SlotRow
from schema.context import Info
from schema.money import Money


@strawberry.type(description="A shop as its customers see it.")
class SharedShop:
    name: str = strawberry.field(description="The shop's name.")
    time_zone: str = strawberry.field(description="The shop's IANA time zone.")


@strawberry.type(description="The terms of a slot as the customer who is asked sees them.")
class SharedSlotTerms:
    starts_at: datetime = strawberry.field(description="When the slot starts.")
    ends_at: datetime = strawberry.field(description="When the slot ends.")

    @strawberry.field(graphql_type=SharedShop, description="The shop.")
    async def shop(terms: strawberry.Parent[SlotRow], info: Info) -> Any:
        return await info.context.loaders.shops.load(terms.shop_id)

    @strawberry.field(graphql_type=Money | None, description="The deposit required to take the slot, if any.")
    async def deposit(terms: strawberry.Parent[SlotRow], info: Info) -> Any:
        shop = await info.context.loaders.shops.load(terms.shop_id)
        return Amount(shop.deposit, shop.currency) if shop and shop.deposit else None

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, SlotRow)
