"""The root fields around shops and their customers."""

from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import argument

from models.slots.customer import Customer as CustomerRow
from models.slots.shop import Shop as ShopRow
from models.storage.paging import Listing
from resolvers.slots import shops as shop_resolvers
from schema.arguments import ShopId
from schema.context import Info
from schema.fields.permissions import IsBuilder
from schema.fields.root_field import list_query, mutation, query
from schema.slots.shop import Customer, Shop
from schema.slots.shop_input import (
    SOURCE,
    CustomerChangeInput,
    CustomerInput,
    CustomerRowInput,
    ShopChangeInput,
    ShopInput,
)
from schema.slots.shop_results import CustomerResult, Import, ImportResult, ShopResult

CustomerId = Annotated[UUID, argument(description="The customer's id.")]
Search = Annotated[
    str | None, argument(description="Part of the name in any case, or of the number; absent: all.")
]
NewShop = Annotated[ShopInput, argument(description="The new shop.")]
ShopChange = Annotated[ShopChangeInput, argument(description="What to change.")]
NewCustomer = Annotated[CustomerInput, argument(description="The new customer.")]
CustomerChange = Annotated[CustomerChangeInput, argument(description="What to change.")]
OptedIn = Annotated[bool, argument(description="Whether they want texts.")]
# Strawberry itself passes a `source` to whatever surrounds a field.
Source = Annotated[str, argument(name="source", description=f"How we know that. {SOURCE}")]
Rows = Annotated[
    list[CustomerRowInput],
    argument(description="1 to 500. A row that is wrong is refused and loses no other."),
]


@strawberry.type
class ShopQuery:
    @query(IsBuilder, "One shop of yours; admins any.", Shop)
    async def shop(self, info: Info, id: ShopId) -> object:
        return await shop_resolvers.shop(info.context.viewer, id)

    @list_query(IsBuilder, "Your shops, newest first; admins see all.", Shop)
    async def shops(self, info: Info) -> Listing[ShopRow]:
        return shop_resolvers.shops(info.context.viewer)

    @list_query(IsBuilder, "The customers of a shop of yours, newest first; admins of any.", Customer)
    async def customers(self, info: Info, shop_id: ShopId, search: Search = None) -> Listing[CustomerRow]:
        return await shop_resolvers.customers(info.context.viewer, shop_id, search)


@strawberry.type
class ShopMutation:
    @mutation(IsBuilder, "Enter a shop: builders their own, admins for a builder.", ShopResult)
    async def create_shop(self, info: Info, input: NewShop) -> object:
        return await shop_resolvers.create_shop(info.context.viewer, input.builder_id, input.settings())

    @mutation(IsBuilder, "Change a shop of yours; admins any. What was asked already stays.", ShopResult)
    async def update_shop(self, info: Info, id: ShopId, input: ShopChange) -> object:
        return await shop_resolvers.update_shop(info.context.viewer, id, input.settings())

    @mutation(IsBuilder, "Enter a customer of a shop of yours; admins of any.", CustomerResult)
    async def add_customer(self, info: Info, shop_id: ShopId, input: NewCustomer) -> object:
        return await shop_resolvers.add_customer(info.context.viewer, shop_id, **vars(input))

    @mutation(IsBuilder, "Change a customer of a shop of yours; admins of any.", CustomerResult)
    async def update_customer(self, info: Info, id: CustomerId, input: CustomerChange) -> object:
        return await shop_resolvers.update_customer(info.context.viewer, id, **input.changes())

    @mutation(
        IsBuilder,
        "Note that a customer of a shop of yours wants texts, or wants none any more; admins of any.",
        CustomerResult,
    )
    async def set_consent(
        self, info: Info, customer_id: CustomerId, opted_in: OptedIn, said: Source
    ) -> object:
        return await shop_resolvers.set_consent(info.context.viewer, customer_id, opted_in, said)

    @mutation(
        IsBuilder,
        "Enter many customers of a shop of yours, by their numbers; admins of any. Safe to repeat.",
        ImportResult,
    )
    async def import_customers(self, info: Info, shop_id: ShopId, rows: Rows) -> object:
        wanted = [each.row() for each in rows]
        return Import.of(await shop_resolvers.import_customers(info.context.viewer, shop_id, wanted))
