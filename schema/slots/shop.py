"""Shops as clients see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.money import Amount
from models.slots.shop import Shop as ShopRow
from models.time_of_day import clock_text
from schema.context import Info
from schema.fields.refusals import or_refusal
from schema.money import Money
from schema.people.user import Person

Parent = strawberry.Parent[ShopRow]


@strawberry.type(description="Who has appointments to fill.")
class Shop:
    id: UUID = strawberry.field(description="The shop's id.")
    name: str = strawberry.field(description="What customers know it by.")
    time_zone: str = strawberry.field(description="Its IANA time zone.")
    region: str = strawberry.field(description="Whose phone numbers are dialled there without a prefix.")
    offer_minutes: int = strawberry.field(description="How long a customer has to answer, once asked.")
    cut_off_minutes: int = strawberry.field(
        description="How long before a time begins nobody is asked about it any more."
    )
    cooldown_hours: int = strawberry.field(description="How long a customer is left alone after being asked.")
    currency: str = strawberry.field(description="ISO 4217; of its prices and deposits.")
    deposit_minutes: int = strawberry.field(description="How long a customer has to pay a deposit.")
    deposit_url: str = strawberry.field(
        description="Where deposits are paid; {appointment} stands for the appointment's id. Empty: nowhere."
    )
    sender: str | None = strawberry.field(
        description="The number or messaging service of its own that texts go out from; null: the server's."
    )
    created_at: datetime = strawberry.field(description="When it was entered.")
    updated_at: datetime = strawberry.field(description="When it was last changed.")

    @strawberry.field(description="When its quiet hours begin, such as 21:00, in its time zone.")
    def quiet_from(shop: Parent) -> str:
        return clock_text(shop.quiet_from)

    @strawberry.field(description="When they end; the same as their beginning: there are none.")
    def quiet_until(shop: Parent) -> str:
        return clock_text(shop.quiet_until)

    @strawberry.field(
        graphql_type=Money | None, description="What taking a time costs in advance; null: nothing."
    )
    def deposit(shop: Parent) -> Any:
        return money(shop.deposit, shop)

    @strawberry.field(graphql_type=Person, description="Whose shop it is.")
    async def builder(shop: Parent, info: Info) -> Any:
        return await info.context.loaders.people.load(shop.builder_id)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, ShopRow)


def money(amount: int | None, shop: ShopRow | None) -> Amount | None:
    return None if amount is None or shop is None else Amount(amount, shop.currency)


ShopResult = or_refusal(Shop, "ShopResult")
