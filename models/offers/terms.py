"""The terms of an offer: the row of its kind beside its own."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Generic, Self, TypeVar
from uuid import UUID

from tortoise.models import Model

from models.people.viewer import Viewer

TermsT = TypeVar("TermsT")


@dataclass(frozen=True, slots=True)
class Draft(Generic[TermsT]):
    """Unsaved terms of a new offer, its project; its author and end where the kind says them."""

    terms: TermsT
    project_id: UUID | None = None
    author_id: UUID | None = None
    valid_until: datetime | None = None


class Terms(Model):
    """What an offer of one kind promises.

    `record`: the dataclass that they are read as, where the columns are declared. Answers keep the terms by
    name, so a column that is added later needs a default there: older answers are read with it.
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
    def row(cls, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 (the record of each kind)
        """The terms to show, from values by column."""
        names = {column_of(name): name for name in _names(cls.record)}
        return cls.record(**{name: values[column] for column, name in names.items() if column in values})

    async def keep(self) -> None:
        """Write the changed terms. By a filter: Tortoise cannot bind a OneToOne key on SQLite by itself."""
        values = {column: getattr(self, column) for column in self.columns}
        await type(self).filter(offer_id=self.offer_id).update(**values)

    def copied_columns(self) -> dict[str, Any]:
        """What another one like it begins with."""
        return {column: getattr(self, column) for column in self.columns}

    def check(self) -> None:
        """Refuse what cannot be promised."""
        raise NotImplementedError

    def check_new(self, now: datetime) -> None:
        """Refuse what can no longer be promised at this moment; asked of a new offer alone."""

    @classmethod
    async def draft(cls, viewer: Viewer, terms: dict[str, Any]) -> Draft[Self]:
        """What a new offer begins with, once the viewer may put it there."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class NewTerms:
    """Terms as somebody wants them: of which kind, and a value for each column that they give."""

    kind: str
    columns: Mapping[str, Any]


def values_of(record: object) -> dict[str, Any]:
    """The values of terms as they were read, by column: what `Terms.row` reads."""
    return {column_of(name): getattr(record, name) for name in _names(type(record))}


def column_of(name: str) -> str:
    """The column of a record's field; one that ends in `_json` holds the text of a JSON column."""
    return name.removesuffix("_json")


def _names(record: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))
