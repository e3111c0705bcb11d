"""Where a viewer who may not see or change a row is refused, and the log learns why."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import structlog

from models.people.viewer import Viewer
from models.refused import NOT_YOURS, Denied, forbidden, not_found

log = structlog.stdlib.get_logger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Access:
    """A request for one row: by whom (None: no user), and by which rule it is decided.

    `field` is the argument that names the row. `row_id` is left out where it is what opens the row.
    """

    viewer: Viewer | None
    noun: str
    row_id: UUID | None
    rule: str
    field: str

    def deny(self, exists: bool, sentence: str = NOT_YOURS) -> Denied:
        """FORBIDDEN when there is such a row, else NOT_FOUND; to be raised."""
        denial = forbidden(sentence, self.field) if exists else not_found(self.noun, self.field)
        log.debug(
            "access denied",
            viewer=str(self.viewer.id) if self.viewer else None,
            row=f"{self.noun} {self.row_id}" if self.row_id else self.noun,
            rule=self.rule,
            outcome=denial.code.value,
        )
        return denial


async def require(query: Awaitable[T | None], exists: Awaitable[bool] | None, access: Access) -> T:
    """The row that the query gives, or FORBIDDEN when it `exists` all the same, or NOT_FOUND."""
    row = await query
    if row is None:
        raise access.deny(exists is not None and await exists)
    return row
