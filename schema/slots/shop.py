"""The type of shops."""

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


@strawberry.type(description="A business that takes appointments and fills free slots.")
class Shop:
    id: UUID = strawberry.field(description="The shop's id.")
    name: str = strawberry.field(description="The name that customers see.")
    time_zone: str = strawberry.field(description="The IANA time zone.")
    region: str = strawberry.field(
        description="The ISO 3166 country code assumed for phone numbers without a country prefix."
    )
    offer_minutes: int = strawberry.field(description="How long a customer has to answer a text, in minutes.")
    cut_off_minutes: int = strawberry.field(
        description="How long before a slot starts customers are no longer asked, in minutes."
    )
    cooldown_hours: int = strawberry.field(
        description="How long a customer is not asked again after being asked, in hours."
    )
    currency: str = strawberry.field(description="The ISO 4217 currency code of prices and deposits.")
    deposit_minutes: int = strawberry.field(
        description="How long a customer has to pay a deposit, in minutes."
    )
    deposit_url: str = strawberry.field(
        description="The URL of the payment page; {appointment} is replaced by the appointment's id."
        " Empty for none."
    )
    sender: str | None = strawberry.field(
        description="The shop's own number or messaging service for texts; null for the server's."
    )
    created_at: datetime = strawberry.field(description="When the shop was created.")
    updated_at: datetime = strawberry.field(description="When the shop was last changed.")

    @strawberry.field(description="When quiet hours start, in the shop's time zone, such as 21:00.")
    def quiet_from(shop: Parent) -> str:
        return clock_text(shop.quiet_from)

    @strawberry.field(
        description="When quiet hours end, in the shop's time zone. The same time as `quietFrom` means no"
        " quiet hours."
    )
    def quiet_until(shop: Parent) -> str:
        return clock_text(shop.quiet_until)

    @strawberry.field(graphql_type=Money | None, description="The deposit for taking a slot; null for none.")
    def deposit(shop: Parent) -> Any:
        return money(shop.deposit, shop)

    @strawberry.field(graphql_type=Person, description="The owner of the shop.")
    async def builder(shop: Parent, info: Info) -> Any:
        return await info.context.loaders.people.load(shop.builder_id)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, ShopRow)


def money(amount: int | None, shop: ShopRow | None) -> Amount | None:
    return None if amount is None or shop is None else Amount(amount, shop.currency)


ShopResult = or_refusal(Shop, "ShopResult")
