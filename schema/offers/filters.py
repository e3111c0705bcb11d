"""The filter of lists of offers."""

from datetime import datetime
from uuid import UUID

import strawberry

from models.offers.filter import OfferFilter
from models.offers.register import KINDS
from models.refused import bad_input
from schema.offers.enums import Status


@strawberry.input(description="Filters combine: an offer must match each one that is given.")
class OfferFilterInput:
    kinds: list[str] | None = strawberry.field(
        default=None, description="Only offers of these kinds, such as incentive."
    )
    project_id: UUID | None = strawberry.field(default=None, description="Only offers of this project.")
    builder_id: UUID | None = strawberry.field(
        default=None, description="Only offers of this builder's projects."
    )
    author_id: UUID | None = strawberry.field(default=None, description="Only offers by this author.")
    status: list[Status] | None = strawberry.field(
        default=None, description="Only offers with one of these statuses now."
    )
    text: str | None = strawberry.field(
        default=None, description="Text that the title or the description contains, ignoring case."
    )
    valid_at: datetime | None = strawberry.field(
        default=None, description="Only offers that are valid at this moment."
    )
    ends_before: datetime | None = strawberry.field(
        default=None, description="Only offers that end before this moment."
    )

    def as_filter(self) -> OfferFilter:
        kinds = tuple(dict.fromkeys(self.kinds or KINDS))
        if unknown := [kind for kind in kinds if kind not in KINDS]:
            raise bad_input(
                f"There is no kind “{unknown[0][:40]}”; it must be one of {', '.join(KINDS)}.", "filter.kinds"
            )
        return OfferFilter(kinds=kinds, statuses=self.status, **{f: getattr(self, f) for f in SHARED})


SHARED = ("project_id", "builder_id", "author_id", "text", "valid_at", "ends_before")
