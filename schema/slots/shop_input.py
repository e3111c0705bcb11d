"""The inputs for shops and their customers."""

from typing import Any
from uuid import UUID

import strawberry

from models.money import DEFAULT_CURRENCY
from models.slots.customer_import import CustomerRow
from schema.scalars import MinorUnits

NAME = "The name, up to 120 characters."
ZONE = "The IANA time zone, such as Asia/Kolkata."
REGION = "The ISO 3166 country code (two letters) assumed for phone numbers without a country prefix."
OFFER_MINUTES = "How long a customer has to answer a text, in minutes: 1 to 1440."
CUT_OFF = "How long before a slot starts customers are no longer asked, in minutes: 0 to 10080."
QUIET_FROM = (
    "When quiet hours start, in the shop's time zone, such as 21:00. No texts are sent"
    " during quiet hours."
    " quiet hours."
)
QUIET_UNTIL = (
    "When quiet hours end, in the shop's time zone. The same time as `quietFrom` means no quiet hours. hours."
)
COOLDOWN = "How long a customer is not asked again after being asked, in hours: 0 to 8760."
CURRENCY = "The ISO 4217 currency code. It cannot change once an amount is stored in it."
DEPOSIT = "The deposit for taking a slot, more than 0; null for none."
DEPOSIT_MINUTES = "How long a customer has to pay the deposit, in minutes: 1 to 10080."
DEPOSIT_URL = (
    "The https URL of the payment page; {appointment} is replaced by the appointment's"
    " id. Empty for none."
    " for none."
)
SENDER = (
    "The shop's own number in E.164 or messaging service id (MG and 32 digits); null for"
    " the server's."
    " server's."
)


@strawberry.input(description="The settings of a new shop.")
class ShopInput:
    name: str = strawberry.field(description=NAME)
    time_zone: str = strawberry.field(description=ZONE)
    region: str = strawberry.field(default="IN", description=REGION)
    offer_minutes: int = strawberry.field(default=15, description=OFFER_MINUTES)
    cut_off_minutes: int = strawberry.field(default=30, description=CUT_OFF)
    quiet_from: str = strawberry.field(default="21:00", description=QUIET_FROM)
    quiet_until: str = strawberry.field(default="08:00", description=QUIET_UNTIL)
    cooldown_hours: int = strawberry.field(default=24, description=COOLDOWN)
    currency: str = strawberry.field(default=DEFAULT_CURRENCY, description=CURRENCY)
    deposit: MinorUnits | None = strawberry.field(default=None, description=DEPOSIT)
    deposit_minutes: int = strawberry.field(default=60, description=DEPOSIT_MINUTES)
    deposit_url: str = strawberry.field(default="", description=DEPOSIT_URL)
    sender: str | None = strawberry.field(default=None, description=SENDER)
    builder_id: UUID | None = strawberry.field(
        default=None, description="The id of the shop's owner. Only an admin may name somebody else."
    )

    def settings(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "builder_id"}


@strawberry.input(description="The settings to change; absent fields stay the same.")
class ShopChangeInput:
    name: strawberry.Maybe[str] = strawberry.field(description=NAME)
    time_zone: strawberry.Maybe[str] = strawberry.field(description=ZONE)
    region: strawberry.Maybe[str] = strawberry.field(description=REGION)
    offer_minutes: strawberry.Maybe[int] = strawberry.field(description=OFFER_MINUTES)
    cut_off_minutes: strawberry.Maybe[int] = strawberry.field(description=CUT_OFF)
    quiet_from: strawberry.Maybe[str] = strawberry.field(description=QUIET_FROM)
    quiet_until: strawberry.Maybe[str] = strawberry.field(description=QUIET_UNTIL)
    cooldown_hours: strawberry.Maybe[int] = strawberry.field(description=COOLDOWN)
    currency: strawberry.Maybe[str] = strawberry.field(description=CURRENCY)
    deposit: strawberry.Maybe[MinorUnits | None] = strawberry.field(description=DEPOSIT)
    deposit_minutes: strawberry.Maybe[int] = strawberry.field(description=DEPOSIT_MINUTES)
    deposit_url: strawberry.Maybe[str] = strawberry.field(description=DEPOSIT_URL)
    sender: strawberry.Maybe[str | None] = strawberry.field(description=SENDER)

    def settings(self) -> dict[str, Any]:
        return {name: setting.value for name, setting in vars(self).items() if setting is not None}


PHONE = "The number with a country prefix, or as dialled in the shop's region. Stored in E.164."
SOURCE = "Up to 120 characters, such as: signed in the shop."


@strawberry.input(description="A new customer.")
class CustomerInput:
    name: str = strawberry.field(description=NAME)
    phone: str | None = strawberry.field(default=None, description=PHONE)
    opt_in_source: str | None = strawberry.field(
        default=None,
        description="How the customer has just agreed to receive texts; absent if they have not.",
    )


@strawberry.input(description="The fields of a customer to change; absent fields stay the same.")
class CustomerChangeInput:
    name: strawberry.Maybe[str] = strawberry.field(description=NAME)
    phone: strawberry.Maybe[str] = strawberry.field(
        description=f"{PHONE} Empty for none. A changed number has no consent to texts yet."
    )

    def changes(self) -> dict[str, Any]:
        return {name: setting.value if setting else None for name, setting in vars(self).items()}


@strawberry.input(description="A customer in an import. An existing customer with this number is renamed.")
class CustomerRowInput:
    name: str | None = strawberry.field(default=None, description=NAME)
    phone: str | None = strawberry.field(default=None, description=PHONE)
    opted_in_at: str | None = strawberry.field(
        default=None,
        description="The DateTime at which the customer agreed to texts; absent if they have not. An"
        " answer that is already recorded is kept.",
    )
    opt_in_source: str | None = strawberry.field(
        default=None, description=f"How the customer agreed to texts. {SOURCE}"
    )

    def row(self) -> CustomerRow:
        return CustomerRow(**vars(self))
