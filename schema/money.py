"""The type of money, which shows `models.money.Amount`."""

import strawberry

from schema.scalars import MinorUnits


@strawberry.type(description="An amount of money.")
class Money:
    minor_units: MinorUnits = strawberry.field(description="The amount in the smallest unit of the currency.")
    currency: str = strawberry.field(description="The currency, ISO 4217.")
    text: str = strawberry.field(description="The amount for people, such as ₹50,000.00.")
