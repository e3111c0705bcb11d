"""The filters of lists of offers, and what the filter of every kind has."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.offers.filter import OfferFilter
from models.offers.register import KINDS
from models.refused import bad_input
from schema.offers.enums import Status


@strawberry.input
class CommonFilter:
    """The base of all filters of offers; it is not in the schema by itself."""

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

    def conditions(self) -> dict[str, Any]:
        """Return the arguments of `OfferFilter` that every filter gives."""
        return {
            "project_id": self.project_id,
            "builder_id": self.builder_id,
            "author_id": self.author_id,
            "statuses": self.status,
            "text": self.text,
            "valid_at": self.valid_at,
            "ends_before": self.ends_before,
        }


@strawberry.input(description="Filters combine: an offer must match each one that is given.")
class OfferFilterInput(CommonFilter):
    kinds: list[str] | None = strawberry.field(
        default=None, description="Only offers of these kinds, such as incentive."
    )

    def as_filter(self) -> OfferFilter:
        kinds = tuple(dict.fromkeys(self.kinds or KINDS))
        if unknown := [kind for kind in kinds if kind not in KINDS]:
            raise bad_input(
                f"There is no kind “{unknown[0][:40]}”; it must be one of {', '.join(KINDS)}.", "filter.kinds"
            )
        return OfferFilter(kinds=kinds, **self.conditions())
