"""The inputs for restaurants and menu items."""

from typing import Any
from uuid import UUID

import strawberry

from models.money import DEFAULT_CURRENCY
from schema.percent import hundredths
from schema.promotions.enums import Stacking
from schema.scalars import MinorUnits, Percentage

NAME = "The name, up to 120 characters."
ZONE = "The IANA time zone, such as Asia/Kolkata."
REGION = "The ISO 3166 country code (two letters) assumed for phone numbers without a country prefix."
CURRENCY = "The ISO 4217 currency code. It cannot change once a price is stored in it."
TAXES = "At most 10 taxes, each on what is left after all discounts."
STACKING = "How many offers an order can use."
AUTO_BEST = "Whether the best automatic offer is applied when the guest chooses none."


@strawberry.input(description="A tax on bills.")
class TaxRateInput:
    name: str = strawberry.field(description="The name, up to 40 characters.")
    rate: Percentage = strawberry.field(description="The rate in percent, 0 to 100.")


@strawberry.input(description="The settings of a new restaurant.")
class RestaurantInput:
    name: str = strawberry.field(description=NAME)
    time_zone: str = strawberry.field(description=ZONE)
    region: str = strawberry.field(default="IN", description=REGION)
    currency: str = strawberry.field(default=DEFAULT_CURRENCY, description=CURRENCY)
    tax_rates: list[TaxRateInput] = strawberry.field(default_factory=list, description=TAXES)
    stacking: Stacking = strawberry.field(default=Stacking.SINGLE, description=STACKING)
    auto_best: bool = strawberry.field(default=True, description=AUTO_BEST)
    builder_id: UUID | None = strawberry.field(
        default=None, description="The id of the restaurant's owner. Only an admin may name somebody else."
    )

    def settings(self) -> dict[str, Any]:
        return to_columns({name: value for name, value in vars(self).items() if name != "builder_id"})


@strawberry.input(description="The settings to change; absent fields stay the same.")
class RestaurantChangeInput:
    name: strawberry.Maybe[str] = strawberry.field(description=NAME)
    time_zone: strawberry.Maybe[str] = strawberry.field(description=ZONE)
    region: strawberry.Maybe[str] = strawberry.field(description=REGION)
    currency: strawberry.Maybe[str] = strawberry.field(description=CURRENCY)
    tax_rates: strawberry.Maybe[list[TaxRateInput]] = strawberry.field(description=TAXES)
    stacking: strawberry.Maybe[Stacking] = strawberry.field(description=STACKING)
    auto_best: strawberry.Maybe[bool] = strawberry.field(description=AUTO_BEST)

    def settings(self) -> dict[str, Any]:
        return to_columns(
            {name: argument.value for name, argument in vars(self).items() if argument is not None}
        )


@strawberry.input(description="An item of the menu.")
class MenuItemInput:
    name: str = strawberry.field(description=NAME)
    price: MinorUnits = strawberry.field(
        description="The price of one unit in the restaurant's currency, 0 or more."
    )
    category: str = strawberry.field(
        default="", description="The category, up to 80 characters; promotions can refer to it."
    )
    is_discountable: bool = strawberry.field(default=True, description="Whether offers can make it cheaper.")
    is_active: bool = strawberry.field(default=True, description="Whether it can be ordered.")


def to_columns(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the settings as columns, with tax rates as (name, hundredths of a percent)."""
    if "tax_rates" not in settings:
        return settings
    rates = [(tax.name, hundredths(tax.rate)) for tax in settings["tax_rates"]]
    return settings | {"tax_rates": rates}
