"""The type of customers of a shop."""

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


@strawberry.type(description="A customer of a shop, who can be asked by text if they agreed to that.")
class Customer:
    id: UUID = strawberry.field(description="The customer's id.")
    name: str = strawberry.field(description="The customer's name.")
    is_mobile: bool = strawberry.field(description="Whether the number can receive texts.")
    may_be_asked: bool = strawberry.field(
        description="Whether the customer can receive texts, has agreed to them, and has not opted out since."
    )
    opted_in_at: datetime | None = strawberry.field(
        description="When the customer last agreed to receive texts."
    )
    opt_in_source: str = strawberry.field(description="How the customer opted in.")
    opted_out_at: datetime | None = strawberry.field(
        description="When the customer last opted out of texts; the later of `optedInAt` and `optedOutAt`"
        " counts."
    )
    opt_out_source: str = strawberry.field(description="How the customer opted out.")
    created_at: datetime = strawberry.field(description="When the customer was added.")

    @strawberry.field(description="The customer's number in E.164. Schedulers see only its last two digits.")
    def phone(customer: Parent, info: Info) -> str | None:
        if customer.phone is None or info.context.viewer_or_none is not None:
            return customer.phone
        return mask_phone(customer.phone)

    @strawberry.field(graphql_type=Shop, description="The shop of the customer.")
    async def shop(customer: Parent, info: Info) -> Any:
        return await info.context.loaders.shops.load(customer.shop_id)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, CustomerRow)


CustomerResult = or_refusal(Customer, "CustomerResult")
