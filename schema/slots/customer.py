"""Customers of a shop as clients see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.checks import mask_phone
from models.slots.customer import Customer as CustomerRow
from schema.context import Info
from schema.fields.refusals import or_refusal
from schema.slots.shop import Shop

Parent = strawberry.Parent[CustomerRow]


@strawberry.type(description="Somebody whom a shop may ask by text message, if they agreed to that.")
class Customer:
    id: UUID = strawberry.field(description="The customer's id.")
    name: str = strawberry.field(description="Their name.")
    is_mobile: bool = strawberry.field(description="Whether texts can reach their number.")
    may_be_asked: bool = strawberry.field(
        description="Whether they can get texts, have agreed to them, and have not taken that back since."
    )
    opted_in_at: datetime | None = strawberry.field(description="When they last agreed to texts.")
    opt_in_source: str = strawberry.field(description="How we know that.")
    opted_out_at: datetime | None = strawberry.field(
        description="When they last said that they want none; the later of both counts."
    )
    opt_out_source: str = strawberry.field(description="How we know that.")
    created_at: datetime = strawberry.field(description="When they were entered.")

    @strawberry.field(description="Their number in E.164; to a scheduler all but its last two digits hidden.")
    def phone(customer: Parent, info: Info) -> str | None:
        if customer.phone is None or info.context.viewer_or_none is not None:
            return customer.phone
        return mask_phone(customer.phone)

    @strawberry.field(graphql_type=Shop, description="Whose customer they are.")
    async def shop(customer: Parent, info: Info) -> Any:
        return await info.context.loaders.shops.load(customer.shop_id)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, CustomerRow)


CustomerResult = or_refusal(Customer, "CustomerResult")
