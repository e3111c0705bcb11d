"""The filter of lists of incentives."""

import strawberry

from models.incentives.incentive import INCENTIVE, of_types
from models.offers.filter import OfferFilter
from schema.incentives.enums import IncentiveType
from schema.offers.filters import CommonFilter


@strawberry.input(description="Filters combine: an incentive must match each one that is given.")
class IncentiveFilterInput(CommonFilter):
    type: list[IncentiveType] | None = strawberry.field(
        default=None, description="Only incentives of these types."
    )

    def as_filter(self) -> OfferFilter:
        terms = None if self.type is None else of_types(self.type)
        return OfferFilter(kinds=(INCENTIVE.name,), terms=terms, **self.conditions())
