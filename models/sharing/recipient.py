"""What the holder of a link may do with it, without an account: fetch, look, answer."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.checks import clean_text
from models.events import Changes, Event
from models.offers.answering import Details, values_for
from models.offers.offer import Offer
from models.offers.reading import offer_put_to_holder
from models.offers.records import OfferRow
from models.offers.register import KINDS
from models.offers.settling import Decision
from models.refused import Code, Refused
from models.sharing.response import Response
from models.sharing.share import RetiredToken, Share, ShareState, state_of
from models.sharing.tokens import token_hash
from models.sharing.touch import Touch, TouchKind
from models.sharing.visitor import Visitor
from models.storage.sql import Sql, fetch, moment

UNKNOWN = "This link leads nowhere. Ask whoever sent it for a new one."
REVOKED = "This link was withdrawn by whoever sent it."
REPLACED = "This link was replaced by a newer one: look where this one came from, or ask whoever sent it."
EXPIRED = "This link has expired. Ask whoever sent it for a new one."


@dataclass(frozen=True, slots=True)
class Opened:
    """A share as its holder sees it: the offer, as it was when it was answered, and the answer."""

    share: Share
    offer: OfferRow
    response: Response | None

    @property
    def state(self) -> ShareState:
        return state_of(self.share, self.response is not None, self.offer.read_at)

    @property
    def decisions(self) -> Sequence[Decision]:
        """What can be answered now."""
        answerable = self.state is ShareState.OPEN and self.offer.is_in_force
        return sorted(KINDS[self.offer.kind].decisions) if answerable else []

    @property
    def notice(self) -> str | None:
        """Why it cannot be answered, in words; None: it can, or it was answered."""
        return None if self.response else KINDS[self.offer.kind].not_open(self.offer)


async def opened(token: str, now: datetime) -> Opened:
    """What a token opens. A token that was once good is told why it is not any more."""
    hashed = token_hash(token)
    share = await Share.get_or_none(token_hash=hashed)
    over = share is None or share.revoked_at is not None
    retired = over and await RetiredToken.exists(token_hash=hashed)
    if share is None:
        raise Refused(Code.LINK_REVOKED, REPLACED) if retired else Refused(Code.LINK_UNKNOWN, UNKNOWN)
    return await _opened(share, retired, now)


async def _opened(share: Share, retired: bool, now: datetime) -> Opened:
    response = await Response.get_or_none(share_id=share.id)
    offer = await offer_put_to_holder(share.offer_id, now)
    if share.revoked_at is not None or offer is None:
        raise Refused(Code.LINK_REVOKED, REPLACED if retired else REVOKED)
    if state_of(share, response is not None, now) is ShareState.EXPIRED:
        raise Refused(Code.LINK_EXPIRED, EXPIRED)
    return Opened(share, as_answered(offer, response), response)


async def fetched(token: str, visitor: Visitor, now: datetime) -> Opened:
    """Look at what the link opens; a program that previews links does as much, so nobody has seen it yet."""
    found = await opened(token, now)
    await _count(found, Sql("fetches = fetches + 1"), "fetches", Event.FETCHED, now)
    await Touch.log(found.share.id, TouchKind.FETCH, visitor, now)
    return found


async def viewed(token: str, visitor: Visitor, now: datetime) -> Opened:
    """A person has it before their eyes."""
    found = await opened(token, now)
    first = Sql("views = views + 1, first_viewed_at = COALESCE(first_viewed_at, ?),", now)
    await _count(found, first + Sql("last_viewed_at = ?", now), "views", Event.VIEWED, now)
    await Touch.log(found.share.id, TouchKind.VIEW, visitor, now)
    return await opened(token, now)


async def answered(
    token: str,
    decision: Decision,
    comment: str,
    version: int,
    visitor: Visitor,
    now: datetime,
    details: Details | None = None,
) -> Opened:
    """Answer once, for what was seen; the kind's rule settles the offer in the same transaction."""
    return await _answered(lambda: opened(token, now), decision, comment, version, visitor, now, details)


async def answered_by(share_id: UUID, decision: Decision, visitor: Visitor, now: datetime) -> Opened:
    """The same for whoever is known without a link, and answers what stands there now."""

    async def look() -> Opened:
        return await _opened(await Share.get(id=share_id), False, now)

    return await _answered(look, decision, "", None, visitor, now, None)


async def _answered(
    look: Callable[[], Awaitable[Opened]],
    decision: Decision,
    comment: str,
    version: int | None,
    visitor: Visitor,
    now: datetime,
    details: Details | None,
) -> Opened:
    offer = await Offer.locked((await look()).share.offer_id)
    # Once more, now that nobody else can answer or change the offer until we are done.
    found = await look()
    answering, values = KINDS[offer.kind].answering, values_for(offer.kind, details)
    if found.response is not None:
        return await _the_same(found, found.response, decision, values)
    _check(found, decision, version)
    kept = answering.check(decision, values)
    said = clean_text(comment, "comment", 2000, shortest=0)
    response = await Response.to(found.offer, found.share.id, decision, said, now)
    more = await answering.record(found.offer, response, kept, visitor)
    await Touch.log(found.share.id, TouchKind.ANSWER, visitor, now)
    await _settle(offer, response, more, now)
    return await look()


async def refused(token: str, visitor: Visitor, now: datetime) -> None:
    """Somebody with a token that is good, or once was, is told no."""
    hashed = token_hash(token)
    share = await Share.get_or_none(token_hash=hashed)
    retired = await RetiredToken.get_or_none(token_hash=hashed)
    if share or retired:
        share_id = share.id if share else retired.share_id  # type: ignore[union-attr]
        await Touch.log(share_id, TouchKind.REFUSAL, visitor, now)


async def _the_same(
    found: Opened, response: Response, decision: Decision, values: Mapping[str, Any]
) -> Opened:
    answering = KINDS[found.offer.kind].answering
    if response.decision is decision and await answering.is_same(response, values):
        return found
    raise Refused(Code.ALREADY_ANSWERED, "You have answered this already; the first answer stands.")


def _check(found: Opened, decision: Decision, version: int | None) -> None:
    kind = KINDS[found.offer.kind]
    if sentence := kind.not_open(found.offer):
        raise Refused(Code.OFFER_NOT_OPEN, sentence)
    if decision not in kind.decisions:
        raise Refused(Code.DECISION_NOT_ALLOWED, "This cannot be answered that way.", "decision")
    if version not in (None, found.offer.version):
        sentence = "This offer has changed since you opened it. Look at it again before you answer."
        raise Refused(Code.OFFER_CHANGED, sentence, "version", version=found.offer.version, opened=found)


async def _settle(offer: Offer, response: Response, more: Changes, now: datetime) -> None:
    kind = KINDS[offer.kind]
    status = kind.settle(*await kind.answering.tally_answers(offer.id, now))
    share: Changes = {"share": [None, str(response.share_id)]}
    await offer.answered(response.decision, status, {**share, **more}, now)


async def _count(found: Opened, change: Sql, counter: str, event: Event, now: datetime) -> None:
    """Count it; the first time is told, and the access log has the rest."""
    # The offer before its share, as everywhere: two who wait for each other would never end.
    offer = await Offer.locked(found.offer.id) if getattr(found.share, counter) == 0 else None
    counted = await fetch(
        "UPDATE shares SET" + change + Sql(f"WHERE id = ? RETURNING {counter} AS count", found.share.id)
    )
    if offer and counted[0]["count"] == 1:
        await offer.happened(event, None, {"share": [None, str(found.share.id)]}, now)


def as_answered(offer: OfferRow, response: Response | None) -> OfferRow:
    """What was answered is shown as it was."""
    if response is None:
        return offer
    own = response.seen["offer"]
    offer.version = response.version
    offer.title, offer.description = own["title"], own["description"]
    offer.valid_from = own["valid_from"] and moment(own["valid_from"])
    offer.valid_until = own["valid_until"] and moment(own["valid_until"])
    offer.terms = KINDS[offer.kind].terms.row(response.seen["terms"])
    return offer
