"""The filter of lists of offers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.checks import clean_text
from models.offers.lifecycle import Status
from models.offers.register import KINDS
from models.storage.sql import TRUE, Sql, one_of


@dataclass(frozen=True, kw_only=True)
class OfferFilter:
    """The filters of a list, combined; `terms` is a condition on tables of terms, such as `incentive_t`."""

    kinds: Sequence[str] = field(default_factory=lambda: tuple(KINDS))
    project_id: UUID | None = None
    builder_id: UUID | None = None
    author_id: UUID | None = None
    statuses: Sequence[Status] | None = None
    terms: Sql | None = None
    text: str | None = None
    valid_at: datetime | None = None
    ends_before: datetime | None = None

    def condition(self, now: datetime) -> Sql:
        """Build the condition on `offers o` and on the tables that `terms` names."""
        condition = one_of("o.kind", self.kinds) & Sql("o.deleted_at IS NULL")
        for part in self._parts(now):
            condition = condition & part
        return condition

    def _parts(self, now: datetime) -> list[Sql]:
        conditions = [
            _equal("o.project_id = ?", self.project_id),
            _equal("o.project_id IN (SELECT id FROM projects WHERE builder_id = ?)", self.builder_id),
            _equal("o.author_id = ?", self.author_id),
            _equal("o.valid_until < ?", self.ends_before),
            TRUE if self.statuses is None else _in_status(self.statuses, now),
            TRUE if self.terms is None else self.terms,
            TRUE if self.text is None else _containing(self.text),
            TRUE if self.valid_at is None else _valid_at(self.valid_at),
        ]
        return [part for part in conditions if part is not TRUE]


def _equal(text: str, value: object) -> Sql:
    return TRUE if value is None else Sql(text, value)


def _in_status(statuses: Sequence[Status], now: datetime) -> Sql:
    """Filter by the status at `now`: an active or paused offer past its end counts as expired."""
    not_over = Sql("o.valid_until IS NULL OR o.valid_until > ?", now)
    over = Sql("o.status IN ('ACTIVE', 'PAUSED') AND o.valid_until <= ?", now)
    by_column = one_of("o.status", statuses) & (Sql("o.status NOT IN ('ACTIVE', 'PAUSED')") | not_over)
    return by_column | over if Status.EXPIRED in statuses else by_column


def _containing(text: str) -> Sql:
    pattern = clean_text(text, "filter.text", 200).casefold()
    for special in ("\\", "%", "_"):
        pattern = pattern.replace(special, "\\" + special)
    return Sql("o.search_text LIKE ? ESCAPE '\\'", f"%{pattern}%")


def _valid_at(moment: datetime) -> Sql:
    has_started = Sql("o.valid_from IS NULL OR o.valid_from <= ?", moment)
    return has_started & Sql("o.valid_until IS NULL OR o.valid_until > ?", moment)
