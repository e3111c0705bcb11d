"""Restaurants and menu items as clients write them."""

from typing import Any
from uuid import UUID

import strawberry

from models.money import DEFAULT_CURRENCY
from schema.percent import hundredths
from schema.promotions.enums import Stacking
from schema.scalars import MinorUnits, Percentage

NAME = "Up to 120 characters."
ZONE = "An IANA time zone, such as Asia/Kolkata."
REGION = "ISO 3166, two letters: whose phone numbers are dialled there without a prefix."
CURRENCY = "ISO 4217; it stays once a price was written in it."
TAXES = "At most 10, each on what is left after all discounts."
STACKING = "How many offers an order takes."
AUTO_BEST = "Whether the best automatic offer is taken unasked."


@strawberry.input(description="A tax on bills.")
class TaxRateInput:
    name: str = strawberry.field(description="Up to 40 characters.")
    rate: Percentage = strawberry.field(description="0 to 100.")


@strawberry.input(description="A restaurant as it should be.")
class RestaurantInput:
    name: str = strawberry.field(description=NAME)
    time_zone: str = strawberry.field(description=ZONE)
    region: str = strawberry.field(default="IN", description=REGION)
    currency: str = strawberry.field(default=DEFAULT_CURRENCY, description=CURRENCY)
    tax_rates: list[TaxRateInput] = strawberry.field(default_factory=list, description=TAXES)
    stacking: Stacking = strawberry.field(default=Stacking.SINGLE, description=STACKING)
    auto_best: bool = strawberry.field(default=True, description=AUTO_BEST)
    builder_id: UUID | None = strawberry.field(
        default=None, description="Whose it is; only an admin names somebody else."
    )

    def settings(self) -> dict[str, Any]:
        return kept({name: value for name, value in vars(self).items() if name != "builder_id"})


@strawberry.input(description="What to change of a restaurant; what is absent stays.")
class RestaurantChangeInput:
    name: strawberry.Maybe[str] = strawberry.field(description=NAME)
    time_zone: strawberry.Maybe[str] = strawberry.field(description=ZONE)
    region: strawberry.Maybe[str] = strawberry.field(description=REGION)
    currency: strawberry.Maybe[str] = strawberry.field(description=CURRENCY)
    tax_rates: strawberry.Maybe[list[TaxRateInput]] = strawberry.field(description=TAXES)
    stacking: strawberry.Maybe[Stacking] = strawberry.field(description=STACKING)
    auto_best: strawberry.Maybe[bool] = strawberry.field(description=AUTO_BEST)

    def settings(self) -> dict[str, Any]:
        return kept({name: some.value for name, some in vars(self).items() if some is not None})


@strawberry.input(description="An item of the menu as it should be.")
class MenuItemInput:
    name: str = strawberry.field(description=NAME)
    price: MinorUnits = strawberry.field(description="Of one, 0 or more, in the restaurant's currency.")
    category: str = strawberry.field(default="", description="Up to 80 characters; promotions may name it.")
    is_discountable: bool = strawberry.field(default=True, description="Whether offers make it cheaper.")
    is_active: bool = strawberry.field(default=True, description="Whether it can be ordered.")


def kept(settings: dict[str, Any]) -> dict[str, Any]:
    if "tax_rates" not in settings:
        return settings
    rates = [(tax.name, hundredths(tax.rate)) for tax in settings["tax_rates"]]
    return settings | {"tax_rates": rates}
