"""The terms of an offer: a row in the table of its kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Generic, Self, TypeVar
from uuid import UUID

from tortoise.models import Model

from models.people.viewer import Viewer
from models.storage.chain import Part
from models.storage.statements import insert, update

TermsT = TypeVar("TermsT")


@dataclass(frozen=True, slots=True)
class Draft(Generic[TermsT]):
    """The unsaved terms of a new offer, its project, and its author and end if the kind sets them."""

    terms: TermsT
    project_id: UUID | None = None
    author_id: UUID | None = None
    valid_until: datetime | None = None


class Terms(Model):
    """The terms of one kind of offer.

    `record` is the dataclass that they are read as; its fields declare the columns. Answers store the terms
    by name, so a column that is added later needs a default there, with which older answers are read.
    """

    offer_id: UUID
    record: ClassVar[type[Any]]
    columns: ClassVar[tuple[str, ...]]
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def __init_subclass__(cls) -> None:
        cls.columns = tuple(map(column_of, _names(cls.record)))

    @classmethod
    def row_of(cls, values: Sequence[Any]) -> Any:  # noqa: ANN401 - a record of the kind
        """Build the record from the values of all columns, in their order."""
        return cls.record(*values)

    @classmethod
    def row(cls, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a record of the kind
        """Build the record from values by column; absent columns get their defaults."""
        names = {column_of(name): name for name in _names(cls.record)}
        return cls.record(**{name: values[column] for column, name in names.items() if column in values})

    async def store_new(self, *before: Part) -> Sequence[Part]:
        """Return the parts that save new terms behind those `before` them.

        A kind that needs more than one statement for it executes them all, and returns none.
        """
        return (*before, Part("terms", insert(self)))

    async def store(self) -> Sequence[Part]:
        """Return the parts that save changed terms; a kind may execute them instead, and return none."""
        return (Part("terms", update(self, *self.columns)),)

    def copied_columns(self) -> dict[str, Any]:
        """Return the columns that a duplicate starts with."""
        return {column: getattr(self, column) for column in self.columns}

    def check(self) -> None:
        """Refuse invalid terms."""
        raise NotImplementedError

    def check_new(self, now: datetime) -> None:
        """Refuse terms that are too late at `now`; only called for a new offer."""

    @classmethod
    async def draft(cls, viewer: Viewer, terms: dict[str, Any]) -> Draft[Self]:
        """Return the draft of a new offer; refuse a project or business that is not the viewer's."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class NewTerms:
    """The terms in a request: their kind, and a value for each column that is given."""

    kind: str
    columns: Mapping[str, Any]


def values_of(record: object) -> dict[str, Any]:
    """Return the values of a record by column, from which `Terms.row` rebuilds it."""
    return {column_of(name): getattr(record, name) for name in _names(type(record))}


def column_of(name: str) -> str:
    """Return the column of a field; a field that ends in `_json` holds the text of a JSON column."""
    return name.removesuffix("_json")


def _names(record: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))
