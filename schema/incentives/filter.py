"""The filter of lists of incentives."""

from datetime import datetime
from uuid import UUID

import strawberry

from models.incentives.incentive import INCENTIVE, of_types
from models.offers.filter import OfferFilter
from schema.incentives.enums import IncentiveType
from schema.offers.enums import Status
from schema.offers.filters import SHARED


@strawberry.input(description="Filters combine: an incentive must match each one that is given.")
class IncentiveFilterInput:
    project_id: UUID | None = strawberry.field(default=None, description="Only incentives of this project.")
    builder_id: UUID | None = strawberry.field(
        default=None, description="Only incentives of this builder's projects."
    )
    author_id: UUID | None = strawberry.field(default=None, description="Only incentives by this author.")
    status: list[Status] | None = strawberry.field(
        default=None, description="Only incentives with one of these statuses now."
    )
    type: list[IncentiveType] | None = strawberry.field(
        default=None, description="Only incentives of these types."
    )
    text: str | None = strawberry.field(
        default=None, description="Text that the title or the description contains, ignoring case."
    )
    valid_at: datetime | None = strawberry.field(
        default=None, description="Only incentives that are valid at this moment."
    )
    ends_before: datetime | None = strawberry.field(
        default=None, description="Only incentives that end before this moment."
    )

    def as_filter(self) -> OfferFilter:
        common = {f: getattr(self, f) for f in SHARED}
        terms = None if self.type is None else of_types(self.type)
        return OfferFilter(kinds=(INCENTIVE.name,), statuses=self.status, terms=terms, **common)
