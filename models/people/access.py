"""The refusal of a viewer who may not see or change a row, with the rule in the log."""

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
    """A request of a viewer (None for no user) for one row, and the rule that decides it.

    `field` is the argument that names the row. `row_id` is None if knowing the id is what gives access.
    """

    viewer: Viewer | None
    noun: str
    row_id: UUID | None
    rule: str
    field: str

    def deny(self, exists: bool, sentence: str = NOT_YOURS) -> Denied:
        """Return the refusal to raise: FORBIDDEN if there is such a row, else NOT_FOUND."""
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
    """Return the row of the query; refuse with FORBIDDEN if it `exists` nonetheless, else NOT_FOUND."""
    row = await query
    if row is None:
        raise access.deny(exists is not None and await exists)
    return row
