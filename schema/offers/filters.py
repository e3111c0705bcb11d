"""What a list of offers can be narrowed to."""

from datetime import datetime
from uuid import UUID

import strawberry

from models.incentives.incentive import INCENTIVE, of_types
from models.offers.filter import OfferFilter
from models.offers.register import KINDS
from models.refused import bad_input
from schema.offers.enums import IncentiveType, Status


@strawberry.input(description="All that is given must hold.")
class OfferFilterInput:
    kinds: list[str] | None = strawberry.field(
        default=None, description="Any of these kinds, such as incentive."
    )
    project_id: UUID | None = strawberry.field(default=None, description="About this project.")
    builder_id: UUID | None = strawberry.field(default=None, description="About a project of this builder.")
    author_id: UUID | None = strawberry.field(default=None, description="Made by this user.")
    status: list[Status] | None = strawberry.field(
        default=None, description="Any of these, as they read at this moment."
    )
    text: str | None = strawberry.field(
        default=None, description="Part of the title or the description, in any case."
    )
    valid_at: datetime | None = strawberry.field(
        default=None, description="Started by and not over at this moment."
    )
    ends_before: datetime | None = strawberry.field(default=None, description="Ends before this moment.")

    def wanted(self) -> OfferFilter:
        kinds = tuple(dict.fromkeys(self.kinds or KINDS))
        if unknown := [kind for kind in kinds if kind not in KINDS]:
            raise bad_input(
                f"There is no kind “{unknown[0][:40]}”; there are {', '.join(KINDS)}.", "filter.kinds"
            )
        return OfferFilter(kinds=kinds, statuses=self.status, **{f: getattr(self, f) for f in SHARED})


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


SHARED = ("project_id", "builder_id", "author_id", "text", "valid_at", "ends_before")
