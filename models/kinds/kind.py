"""What differs from one kind of offer to another: a record of data."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self
from uuid import UUID

from tortoise.models import Model

from models.activity import Event
from models.kinds.answering import Answering
from models.lifecycle import Status
from models.settling import Decision
from models.sql import Sql
from models.viewer import Role, Viewer


class Terms(Model):
    """What an offer of one kind promises: the row beside the offer's own."""

    offer_id: UUID
    columns: ClassVar[tuple[str, ...]]
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    @classmethod
    def row(cls, values: Sequence[Any]) -> Any:
        """The terms to show, from the values of `columns` in their order."""
        raise NotImplementedError

    async def keep(self) -> None:
        """Write the changed terms. By a filter: Tortoise cannot bind a OneToOne key on SQLite by itself."""
        values = {column: getattr(self, column) for column in self.columns}
        await type(self).filter(offer_id=self.offer_id).update(**values)

    def check(self) -> None:
        """Refuse what cannot be promised."""
        raise NotImplementedError

    @classmethod
    async def drafted(cls, viewer: Viewer, terms: dict[str, Any]) -> tuple[Self, UUID | None]:
        """Unsaved terms for a new offer and the project it belongs to, once the viewer may put it there."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class NewTerms:
    """Terms as somebody wants them: of which kind, and a value for each column that they give."""

    kind: str
    columns: Mapping[str, Any]


async def _nobody(_: Any) -> Sequence[UUID]:
    return ()


@dataclass(frozen=True)
class Kind:
    """`seen_in` gives the SELECT of the projects whose offers this viewer sees; `told` the ids to notify.
    Its author sees it and is told in any case; without these two nobody else.

    `amount`: the column of the terms that lists are ordered by.
    `by_invitation`: put to people by invitations of its own, and never changed behind their backs.
    `words`: what is told of an event, where it is not what is told of it for other kinds.
    """

    name: str
    terms: type[Terms]
    authors: frozenset[Role]
    opens_as: Status
    decisions: frozenset[Decision]
    settle: Callable[[Sequence[Decision], int], Status | None]
    seen_in: Callable[[Viewer], Sql | None] = lambda _: None
    told: Callable[[Any], Awaitable[Sequence[UUID]]] = _nobody
    answering: Answering = field(default_factory=Answering)
    amount: str | None = None
    by_invitation: bool = False
    words: Mapping[Event, str] = field(default_factory=dict)

    def event_of(self, decision: Decision, settled: Status | None) -> Event:
        """Where many are asked, a yes is accepted only when it was the last one."""
        is_one_of_many = self.by_invitation and decision is Decision.ACCEPTED and not settled
        return Event.SIGNED if is_one_of_many else Event[decision]
