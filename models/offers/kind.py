"""What differs from one kind of offer to another: a record of data."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar
from uuid import UUID

from tortoise.models import Model

from models.events import Event
from models.offers.answering import Answering
from models.offers.lifecycle import Status
from models.offers.settling import Decision
from models.people.viewer import Role, Viewer
from models.storage.sql import Sql

if TYPE_CHECKING:
    from models.offers.offer import Offer

TermsT = TypeVar("TermsT")


@dataclass(frozen=True, slots=True)
class Drafted(Generic[TermsT]):
    """Unsaved terms of a new offer, its project; its author and end where the kind says them."""

    terms: TermsT
    project_id: UUID | None = None
    author_id: UUID | None = None
    valid_until: datetime | None = None


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

    def copied(self) -> dict[str, Any]:
        """What another one like it begins with."""
        return {column: getattr(self, column) for column in self.columns}

    def check(self) -> None:
        """Refuse what cannot be promised."""
        raise NotImplementedError

    @classmethod
    async def drafted(cls, viewer: Viewer, terms: dict[str, Any]) -> Drafted[Self]:
        """What a new offer begins with, once the viewer may put it there."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class NewTerms:
    """Terms as somebody wants them: of which kind, and a value for each column that they give."""

    kind: str
    columns: Mapping[str, Any]


async def _nobody(_: Any) -> Sequence[UUID]:
    return ()


async def _nothing(offer: "Offer", event: Event, now: datetime) -> None:
    return None


@dataclass(frozen=True)
class Kind:
    """`seen_in` gives the SELECT of the projects whose offers this viewer sees; `told` the ids to notify.
    Its author sees it and is told in any case; without these two nobody else.

    `amount`: the column of the terms that lists are ordered by.
    `by_invitation`: put to people by invitations of its own, and never changed behind their backs.
    `ties_links`: a link lasts as long as what put it to somebody; its author does not change it by hand.
    `is_copied`: whether another one like it makes sense.
    `follow`: what follows from an event, in the same transaction.
    `unsettled_yes`: what a yes is called that settles nothing by itself.
    `used_in`: tables whose rows say that it was used, so that it is kept for good.
    `untold`: events that ring nobody's bell.
    `words`, `not_open`: what is told of an event or a status, where it is not what other kinds say.
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
    ties_links: bool = False
    is_copied: bool = True
    follow: Callable[["Offer", Event, datetime], Awaitable[None]] = _nothing
    unsettled_yes: Event = Event.ACCEPTED
    used_in: tuple[str, ...] = ()
    untold: frozenset[Event] = frozenset()
    words: Mapping[Event, str] = field(default_factory=dict)
    not_open: dict[Status, str] = field(default_factory=dict)

    def event_of(self, decision: Decision, settled: Status | None) -> Event:
        """Of what has happened by an answer."""
        is_open_still = decision is Decision.ACCEPTED and not settled
        return self.unsettled_yes if is_open_still else Event[decision]
