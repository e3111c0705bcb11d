"""Money as clients see it."""

import strawberry

from models.money import in_words
from schema.scalars import MinorUnits


@strawberry.type(description="An amount of money.")
class Money:
    minor_units: MinorUnits = strawberry.field(description="In the smallest unit of the currency.")
    currency: str = strawberry.field(description="ISO 4217.")

    @strawberry.field(description="For people, such as ₹50,000.00.")
    def text(self) -> str:
        return in_words(self.minor_units, self.currency)
