"""What differs from one kind of offer to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from models.events import Event
from models.offers.answering import Answering
from models.offers.lifecycle import Status
from models.offers.log_field import LogField
from models.offers.records import OfferRow
from models.offers.settling import Decision
from models.offers.terms import Terms
from models.people.viewer import Role, Viewer
from models.storage.sql import Sql

if TYPE_CHECKING:
    from models.offers.activity import Activity
    from models.offers.offer import Offer
    from models.sharing.share import Share

NOT_YET = "This offer has not started yet."
NOT_OPEN = {
    Status.DRAFT: "This offer is not open yet.",
    Status.PAUSED: "This offer is paused. Please look again later.",
    Status.CLOSED: "This offer was withdrawn or replaced. Please ask the sender.",
    Status.EXPIRED: "This offer has expired.",
    Status.ACCEPTED: "This offer was already accepted through another link.",
    Status.DECLINED: "This offer was already declined through another link.",
}


@dataclass(frozen=True, slots=True)
class Ending:
    """What a recipient is told of an end; `look` leads to the link, and is empty where it opens nothing."""

    subject: str
    text: str
    look: str


class Kind:
    """One kind of offer; its own room holds a subclass and registers it.

    The author of an offer sees it and is notified in any case; others only if `visible_projects` and
    `audience` say so.
    """

    name: str
    terms: type[Terms]
    authors: frozenset[Role] = frozenset(Role)
    opens_as: Status = Status.ACTIVE
    decisions: frozenset[Decision] = frozenset({Decision.ACCEPTED, Decision.DECLINED})
    answering: Answering = Answering()
    # Where the page of its links stands, below the address of the application.
    path: str = "offer"
    # The column of the terms that lists are ordered by.
    amount: str | None = None
    # Put to people by invitations of its own, and never changed behind their backs.
    by_invitation: bool = False
    # A link lasts as long as what put it to somebody; its author does not change it by hand.
    fixed_links: bool = False
    # Whether another one like it makes sense.
    is_copied: bool = True
    # What an acceptance is called that settles nothing by itself.
    unsettled_yes: Event = Event.ACCEPTED
    # Tables whose rows say that it was used, so that it is kept for good.
    used_in: tuple[str, ...] = ()
    # Events of which nobody is notified.
    silent_events: frozenset[Event] = frozenset()
    # What notifications say of an event, where it is not what other kinds say.
    words: Mapping[Event, str] = {}
    # Why it cannot be answered in a status, where it is not what other kinds say.
    not_open_words: Mapping[Status, str] = {}
    # Columns that the log shows under another name or in other units.
    log_fields: Mapping[str, LogField] = {}

    def settle(self, answers: Sequence[Decision], others_open: int) -> Status | None:
        """The status that the answers bring, with so many links still open; None: it stays as it is."""
        raise NotImplementedError

    def visible_projects(self, viewer: Viewer) -> Sql | None:
        """The SELECT of the projects whose offers this viewer sees."""
        return None

    async def audience(self, offer: "Offer") -> Sequence[UUID]:
        """The ids of the users to notify beside the author."""
        return ()

    async def after(self, line: "Activity") -> None:
        """What follows from a line of the log, in the same transaction."""

    async def request(self, share: "Share", offer: OfferRow) -> Sequence[str]:
        """The paragraphs that ask a recipient for an answer, the last above the link; none: ask no more."""
        return [f"{offer.author.name} has an offer for you: “{offer.title}”.", "Look at it and answer here:"]

    async def ending(self, event: Event, share: "Share", now: datetime) -> Ending | None:
        """What a recipient is written of an end; None: nothing."""
        return None

    def not_open(self, offer: OfferRow) -> str | None:
        """Why the offer cannot be answered, in words; None: it can."""
        if offer.is_in_force:
            return None
        if offer.status is Status.ACTIVE:
            return NOT_YET
        return self.not_open_words.get(offer.status, NOT_OPEN[offer.status])

    def event_of(self, decision: Decision, settled: Status | None) -> Event:
        """The event that an answer is."""
        is_open_still = decision is Decision.ACCEPTED and not settled
        return self.unsettled_yes if is_open_still else Event[decision]
