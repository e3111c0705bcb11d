"""What a list of incentives can be narrowed to."""

from datetime import datetime
from uuid import UUID

import strawberry

from models.incentives.incentive import INCENTIVE, of_types
from models.offers.filter import OfferFilter
from schema.incentives.enums import IncentiveType
from schema.offers.enums import Status
from schema.offers.filters import SHARED


@strawberry.input(description="All that is given must hold.")
class IncentiveFilterInput:
    project_id: UUID | None = strawberry.field(default=None, description="Of this project.")
    builder_id: UUID | None = strawberry.field(default=None, description="Of a project of this builder.")
    author_id: UUID | None = strawberry.field(default=None, description="Made by this user.")
    status: list[Status] | None = strawberry.field(
        default=None, description="Any of these, as they read at this moment."
    )
    type: list[IncentiveType] | None = strawberry.field(default=None, description="Any of these types.")
    text: str | None = strawberry.field(
        default=None, description="Part of the title or the description, in any case."
    )
    valid_at: datetime | None = strawberry.field(
        default=None, description="Started by and not over at this moment."
    )
    ends_before: datetime | None = strawberry.field(default=None, description="Ends before this moment.")

    def wanted(self) -> OfferFilter:
        shared = {f: getattr(self, f) for f in SHARED}
        terms = None if self.type is None else of_types(self.type)
        return OfferFilter(kinds=(INCENTIVE.name,), statuses=self.status, terms=terms, **shared)
