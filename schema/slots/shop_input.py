"""Shops and their customers as clients write them."""

from typing import Any
from uuid import UUID

import strawberry

from models.money import DEFAULT_CURRENCY
from models.slots.customer_import import CustomerRow
from schema.scalars import MinorUnits

NAME = "Up to 120 characters."
ZONE = "An IANA time zone, such as Asia/Kolkata."
REGION = "ISO 3166, two letters: whose phone numbers are dialled there without a prefix."
OFFER_MINUTES = "How long a customer has to answer, once asked: 1 to 1440."
CUT_OFF = "How long before a time begins nobody is asked about it any more: 0 to 10080 minutes."
QUIET_FROM = "When no texts are sent from, in the shop's time zone, such as 21:00."
QUIET_UNTIL = "Until when; the same as the beginning: there are no quiet hours."
COOLDOWN = "How long a customer is left alone after being asked: 0 to 8760 hours."
CURRENCY = "ISO 4217; it stays once an amount was written in it."
DEPOSIT = "What taking a time costs in advance: more than 0; null: nothing."
DEPOSIT_MINUTES = "How long a customer has to pay it: 1 to 10080."
DEPOSIT_URL = "Where it is paid: https; {appointment} stands for the appointment's id. Empty: nowhere."
SENDER = "The shop's own number in E.164, or messaging service (MG and 32 digits); null: the server's."


@strawberry.input(description="A shop as it should be.")
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
        default=None, description="Whose it is; only an admin names somebody else."
    )

    def settings(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "builder_id"}


@strawberry.input(description="What to change of a shop; what is absent stays.")
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
        return {name: some.value for name, some in vars(self).items() if some is not None}


PHONE = "With its country's prefix, or as it is dialled in the shop's region; kept as E.164."
SOURCE = "Up to 120 characters, such as: signed in the shop."


@strawberry.input(description="A new customer.")
class CustomerInput:
    name: str = strawberry.field(description=NAME)
    phone: str | None = strawberry.field(default=None, description=PHONE)
    opt_in_source: str | None = strawberry.field(
        default=None, description="How they have agreed to texts, just now; absent: they have not."
    )


@strawberry.input(description="What to change of a customer; what is absent stays.")
class CustomerChangeInput:
    name: strawberry.Maybe[str] = strawberry.field(description=NAME)
    phone: strawberry.Maybe[str] = strawberry.field(
        description=f"{PHONE} Empty: none. Another number has agreed to no texts yet."
    )

    def changes(self) -> dict[str, Any]:
        return {name: some.value if some else None for name, some in vars(self).items()}


@strawberry.input(description="A customer in an import. One that is known by this number gets this name.")
class CustomerRowInput:
    name: str | None = strawberry.field(default=None, description=NAME)
    phone: str | None = strawberry.field(default=None, description=PHONE)
    opted_in_at: str | None = strawberry.field(
        default=None,
        description="A DateTime: when they agreed to texts; absent: they have not."
        " Whoever agreed or refused before keeps that.",
    )
    opt_in_source: str | None = strawberry.field(default=None, description=f"How they did. {SOURCE}")

    def row(self) -> CustomerRow:
        return CustomerRow(**vars(self))
