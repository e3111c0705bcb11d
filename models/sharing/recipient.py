"""What the holder of a link may do with it, without an account: fetch, look, answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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

UNKNOWN = "This link is not valid. Ask the sender for a new one."
REVOKED = "This link was withdrawn by its sender."
REPLACED = "This link was replaced by a newer one: look where you received this one, or ask the sender."
EXPIRED = "This link has expired. Ask the sender for a new one."


@dataclass(frozen=True, slots=True)
class OpenedShare:
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a holder answers. `version` is the one that they saw; without it they answer what stands now."""

    decision: Decision
    comment: str = ""
    version: int | None = None
    details: Details | None = None


async def find_share(token: str) -> Share:
    """The share of a token; the holder of one that was replaced is told so."""
    hash_ = token_hash(token)
    share = await Share.get_or_none(token_hash=hash_)
    if share is None:
        retired = await RetiredToken.exists(token_hash=hash_)
        raise Refused(Code.LINK_REVOKED, REPLACED) if retired else Refused(Code.LINK_UNKNOWN, UNKNOWN)
    return share


async def open_share(token: str, now: datetime) -> OpenedShare:
    """What a token opens, or why it opens nothing any more."""
    return await _open(await find_share(token), now)


async def _open(share: Share, now: datetime) -> OpenedShare:
    response = await Response.get_or_none(share_id=share.id)
    offer = await offer_put_to_holder(share.offer_id, now)
    if share.revoked_at is not None or offer is None:
        retired = await RetiredToken.exists(token_hash=share.token_hash)
        raise Refused(Code.LINK_REVOKED, REPLACED if retired else REVOKED)
    if state_of(share, response is not None, now) is ShareState.EXPIRED:
        raise Refused(Code.LINK_EXPIRED, EXPIRED)
    return OpenedShare(share, as_answered(offer, response), response)


async def record_fetch(token: str, visitor: Visitor, now: datetime) -> OpenedShare:
    """Look at what the link opens; a program that previews links does as much, so nobody has seen it yet."""
    opened = await open_share(token, now)
    await _count(opened, Sql("fetches = fetches + 1"), "fetches", Event.FETCHED, now)
    await Touch.log(opened.share.id, TouchKind.FETCH, visitor, now)
    return opened


async def record_view(token: str, visitor: Visitor, now: datetime) -> OpenedShare:
    """A person has it before their eyes."""
    opened = await open_share(token, now)
    first = Sql("views = views + 1, first_viewed_at = COALESCE(first_viewed_at, ?),", now)
    await _count(opened, first + Sql("last_viewed_at = ?", now), "views", Event.VIEWED, now)
    await Touch.log(opened.share.id, TouchKind.VIEW, visitor, now)
    return await open_share(token, now)


async def answer_link(token: str, reply: Answer, visitor: Visitor, now: datetime) -> OpenedShare:
    """Answer through a link."""
    return await answer(await find_share(token), reply, visitor, now)


async def answer(share: Share, reply: Answer, visitor: Visitor, now: datetime) -> OpenedShare:
    """Answer once, for what was seen; the kind's rule settles the offer in the same transaction."""
    offer = await Offer.lock(share.offer_id)
    # Nobody else can answer or change the offer or its links from here on until the transaction ends.
    opened = await _open(await _reload(share), now)
    answering, values = KINDS[offer.kind].answering, values_for(offer.kind, reply.details)
    if opened.response is not None:
        return await _the_same(opened, opened.response, reply.decision, values)
    _check(opened, reply.decision, reply.version)
    checked_details = answering.check(reply.decision, values)
    comment = clean_text(reply.comment, "comment", 2000, shortest=0)
    response = await Response.to(opened.offer, share.id, reply.decision, comment, now)
    more = await answering.record(opened.offer, response, checked_details, visitor)
    await Touch.log(share.id, TouchKind.ANSWER, visitor, now)
    await _settle(offer, response, more, now)
    return await _open(await _reload(share), now)


async def _reload(share: Share) -> Share:
    """The share as it is now; its token may have been replaced while the lock was waited for."""
    present = await Share.get(id=share.id)
    if present.token_hash != share.token_hash:
        raise Refused(Code.LINK_REVOKED, REPLACED)
    return present


async def record_refusal(token: str, visitor: Visitor, now: datetime) -> None:
    """Log that a token that is good, or once was, was refused."""
    hash_ = token_hash(token)
    share = await Share.get_or_none(token_hash=hash_)
    retired = await RetiredToken.get_or_none(token_hash=hash_)
    if share or retired:
        share_id = share.id if share else retired.share_id  # type: ignore[union-attr]
        await Touch.log(share_id, TouchKind.REFUSAL, visitor, now)


async def _the_same(
    opened: OpenedShare, response: Response, decision: Decision, values: Mapping[str, Any]
) -> OpenedShare:
    answering = KINDS[opened.offer.kind].answering
    if response.decision is decision and await answering.is_same(response, values):
        return opened
    raise Refused(Code.ALREADY_ANSWERED, "You have already answered this; the first answer counts.")


def _check(opened: OpenedShare, decision: Decision, version: int | None) -> None:
    kind = KINDS[opened.offer.kind]
    if sentence := kind.not_open(opened.offer):
        raise Refused(Code.OFFER_NOT_OPEN, sentence)
    if decision not in kind.decisions:
        raise Refused(Code.DECISION_NOT_ALLOWED, "This offer cannot be answered that way.", "decision")
    if version not in (None, opened.offer.version):
        sentence = "This offer has changed since you opened it. Read it again before you answer."
        raise Refused(Code.OFFER_CHANGED, sentence, "version", version=opened.offer.version, opened=opened)


async def _settle(offer: Offer, response: Response, more: Changes, now: datetime) -> None:
    kind = KINDS[offer.kind]
    status = kind.settle(*await kind.answering.tally_answers(offer.id, now))
    share: Changes = {"share": [None, str(response.share_id)]}
    await offer.record_answer(response.decision, status, {**share, **more}, now)


async def _count(opened: OpenedShare, change: Sql, counter: str, event: Event, now: datetime) -> None:
    """Count it; the first time is told, and the access log has the rest."""
    # The offer before its share, as everywhere: two who wait for each other would never end.
    offer = await Offer.lock(opened.offer.id) if getattr(opened.share, counter) == 0 else None
    rows = await fetch(
        "UPDATE shares SET" + change + Sql(f"WHERE id = ? RETURNING {counter} AS count", opened.share.id)
    )
    if offer and rows[0]["count"] == 1:
        await offer.record_event(event, None, {"share": [None, str(opened.share.id)]}, now)


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
