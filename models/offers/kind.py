"""The contract that every kind of offer fulfils."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
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
from models.storage.sql import Sql, id_value, one_of

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
    """The message that tells a recipient of an end. `look` introduces the link, and is empty without one."""

    subject: str
    text: str
    look: str


class Kind:
    """The base of every kind of offer; the room of a kind holds a subclass and registers it.

    The author of an offer sees it and is notified in any case; others only if `visible_projects` and
    `audience` say so.
    """

    name: str
    terms: type[Terms]
    authors: frozenset[Role] = frozenset(Role)
    opens_as: Status = Status.ACTIVE
    decisions: frozenset[Decision] = frozenset({Decision.ACCEPTED, Decision.DECLINED})
    answering: Answering = Answering()
    # The decisions that settle an offer regardless of other answers.
    decisive: frozenset[Decision] = frozenset()
    # The path of the page of its links, below the address of the application.
    path: str = "offer"
    # The column of the terms that lists are ordered by.
    amount: str | None = None
    # Whether it sends its own invitations, after which it cannot change.
    by_invitation: bool = False
    # What its author does instead of editing it once the invitations were sent.
    instead_of_editing: str = "create a new one"
    # Whether its own rules set the end of a link, which its author cannot change.
    fixed_links: bool = False
    # Whether it can be duplicated.
    is_copyable: bool = True
    # The event of an acceptance that does not settle the offer.
    unsettled_yes: Event = Event.ACCEPTED
    # Tables whose rows prove that it was used, so that it cannot be deleted.
    used_in: tuple[str, ...] = ()
    # Events without notifications.
    silent_events: frozenset[Event] = frozenset()
    # Wordings of events in notifications that differ from those of other kinds.
    words: Mapping[Event, str] = {}
    # Reasons why it is not open, by status, that differ from those of other kinds.
    not_open_words: Mapping[Status, str] = {}
    # Columns that the log shows under another name or in other units.
    log_fields: Mapping[str, LogField] = {}

    def settle(self, answers: Sequence[Decision], others_open: int) -> Status | None:
        """Return the status after these answers, with `others_open` links still open; None if it stays."""
        raise NotImplementedError

    def visible_projects(self, viewer: Viewer) -> Sql | None:
        """Return the SELECT of the projects whose offers the viewer sees; None for none."""
        return None

    def watched_projects(self, viewers: Sequence[Viewer], project_ids: Sequence[UUID]) -> Sql | None:
        """Return the SELECT of `viewer_id` and `project_id`: which of these projects each viewer sees.

        It applies `visible_projects` to many viewers; a kind may override it with shorter SQL.
        """
        parts = [
            "SELECT" + id_value(viewer.id) + "AS viewer_id, v.project_id FROM (" + visible + ") v WHERE"
            + one_of("v.project_id", project_ids)
            for viewer in viewers
            if (visible := self.visible_projects(viewer)) is not None
        ]  # fmt: skip
        return reduce(lambda union, part: union + "UNION ALL" + part, parts) if parts else None

    def audience(self, offer: "Offer") -> Sql | None:
        """Return the SELECT of the `user_id` of each user to notify besides the author; None for none."""
        return None

    async def after(self, line: "Activity") -> None:
        """React to a line of the log, in the same transaction."""

    async def request(self, share: "Share", offer: OfferRow) -> Sequence[str]:
        """Return the paragraphs that request an answer, the last above the link; none for no request."""
        return [f"{offer.author.name} has an offer for you: “{offer.title}”.", "Look at it and answer here:"]

    async def ending(self, event: Event, share: "Share", now: datetime) -> Ending | None:
        """Return the message to a recipient about an end; None for no message."""
        return None

    def not_open(self, offer: OfferRow) -> str | None:
        """Return the reason why the offer cannot be answered, for people; None if it can."""
        if offer.is_in_force:
            return None
        if offer.status is Status.ACTIVE:
            return NOT_YET
        return self.not_open_words.get(offer.status, NOT_OPEN[offer.status])

    def event_of(self, decision: Decision, new_status: Status | None) -> Event:
        """Return the event of an answer; `new_status` is the status if the answer settled the offer."""
        is_open_still = decision is Decision.ACCEPTED and not new_status
        return self.unsettled_yes if is_open_still else Event[decision]
