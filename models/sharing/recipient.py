"""The recipient's side of a link, without an account: fetch, view and answer."""

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
    """A share as its recipient sees it: the offer, as it was if it was answered, and the response."""

    share: Share
    offer: OfferRow
    response: Response | None

    @property
    def state(self) -> ShareState:
        return state_of(self.share, self.response is not None, self.offer.read_at)

    @property
    def decisions(self) -> Sequence[Decision]:
        """Return the decisions that are possible now."""
        answerable = self.state is ShareState.OPEN and self.offer.is_in_force
        return sorted(KINDS[self.offer.kind].decisions) if answerable else []

    @property
    def notice(self) -> str | None:
        """Return the reason why it cannot be answered; None if it can, or if it was answered."""
        return None if self.response else KINDS[self.offer.kind].not_open(self.offer)


@dataclass(frozen=True, slots=True)
class Answer:
    """A recipient's answer to the `version` that they saw, or without one to the current version."""

    decision: Decision
    comment: str = ""
    version: int | None = None
    details: Details | None = None


async def find_share(token: str) -> Share:
    """Return the share of a token; refuse unknown and replaced tokens, each with its own reason."""
    sha256 = token_hash(token)
    share = await Share.get_or_none(token_hash=sha256)
    if share is None:
        is_retired = await RetiredToken.exists(token_hash=sha256)
        raise Refused(Code.LINK_REVOKED, REPLACED) if is_retired else Refused(Code.LINK_UNKNOWN, UNKNOWN)
    return share


async def open_share(token: str, now: datetime) -> OpenedShare:
    """Return what the token opens; refuse unknown, revoked, replaced and expired links."""
    return await _open(await find_share(token), now)


async def _open(share: Share, now: datetime) -> OpenedShare:
    response = await Response.get_or_none(share_id=share.id)
    offer = await offer_put_to_holder(share.offer_id, now)
    if share.revoked_at is not None or offer is None:
        is_retired = await RetiredToken.exists(token_hash=share.token_hash)
        raise Refused(Code.LINK_REVOKED, REPLACED if is_retired else REVOKED)
    if state_of(share, response is not None, now) is ShareState.EXPIRED:
        raise Refused(Code.LINK_EXPIRED, EXPIRED)
    return OpenedShare(share, restore_answered_version(offer, response), response)


async def record_fetch(token: str, visitor: Visitor, now: datetime) -> OpenedShare:
    """Open the link and count a fetch. Programs that preview links fetch, too, so it is no view."""
    opened_share = await open_share(token, now)
    await _count(opened_share, Sql("fetches = fetches + 1"), "fetches", Event.FETCHED, now)
    await Touch.log(opened_share.share.id, TouchKind.FETCH, visitor, now)
    return opened_share


async def record_view(token: str, visitor: Visitor, now: datetime) -> OpenedShare:
    """Open the link and count a view by a person."""
    opened_share = await open_share(token, now)
    first = Sql("views = views + 1, first_viewed_at = COALESCE(first_viewed_at, ?),", now)
    await _count(opened_share, first + Sql("last_viewed_at = ?", now), "views", Event.VIEWED, now)
    await Touch.log(opened_share.share.id, TouchKind.VIEW, visitor, now)
    return await open_share(token, now)


async def answer_link(token: str, reply: Answer, visitor: Visitor, now: datetime) -> OpenedShare:
    """Answer through the link of this token."""
    return await answer(await find_share(token), reply, visitor, now)


async def answer(share: Share, reply: Answer, visitor: Visitor, now: datetime) -> OpenedShare:
    """Answer once, the version that was seen; the kind's rule may settle the offer immediately."""
    offer = await Offer.lock(share.offer_id)
    # Nobody else can answer or change the offer or its links from here on until the transaction ends.
    opened_share = await _open(await _reload(share), now)
    answering, values = KINDS[offer.kind].answering, values_for(offer.kind, reply.details)
    if opened_share.response is not None:
        return await _the_same(opened_share, opened_share.response, reply.decision, values)
    _check(opened_share, reply.decision, reply.version)
    checked_details = answering.check(reply.decision, values)
    comment = clean_text(reply.comment, "comment", 2000, shortest=0)
    response = await Response.to(opened_share.offer, share.id, reply.decision, comment, now)
    more = await answering.record(opened_share.offer, response, checked_details, visitor)
    await Touch.log(share.id, TouchKind.ANSWER, visitor, now)
    await _settle(offer, response, more, now)
    return await _open(await _reload(share), now)


async def _reload(share: Share) -> Share:
    """Read the share again; refuse if its token was replaced while this task waited for the lock."""
    present = await Share.get(id=share.id)
    if present.token_hash != share.token_hash:
        raise Refused(Code.LINK_REVOKED, REPLACED)
    return present


async def record_refusal(token: str, visitor: Visitor, now: datetime) -> None:
    """Log the refusal of a token that is or was valid."""
    sha256 = token_hash(token)
    share = await Share.get_or_none(token_hash=sha256)
    retired_token = await RetiredToken.get_or_none(token_hash=sha256)
    if share or retired_token:
        share_id = share.id if share else retired_token.share_id  # type: ignore[union-attr]
        await Touch.log(share_id, TouchKind.REFUSAL, visitor, now)


async def _the_same(
    opened_share: OpenedShare, response: Response, decision: Decision, values: Mapping[str, Any]
) -> OpenedShare:
    answering = KINDS[opened_share.offer.kind].answering
    if response.decision is decision and await answering.is_same(response, values):
        return opened_share
    raise Refused(Code.ALREADY_ANSWERED, "You have already answered this; the first answer counts.")


def _check(opened_share: OpenedShare, decision: Decision, version: int | None) -> None:
    kind = KINDS[opened_share.offer.kind]
    if sentence := kind.not_open(opened_share.offer):
        raise Refused(Code.OFFER_NOT_OPEN, sentence)
    if decision not in kind.decisions:
        raise Refused(Code.DECISION_NOT_ALLOWED, "This offer cannot be answered that way.", "decision")
    if version not in (None, opened_share.offer.version):
        sentence = "This offer has changed since you opened it. Read it again before you answer."
        raise Refused(
            Code.OFFER_CHANGED, sentence, "version", version=opened_share.offer.version, opened=opened_share
        )


async def _settle(offer: Offer, response: Response, more: Changes, now: datetime) -> None:
    kind = KINDS[offer.kind]
    status = kind.settle(*await kind.answering.tally_answers(offer.id, now))
    share: Changes = {"share": [None, str(response.share_id)]}
    await offer.record_answer(response.decision, status, {**share, **more}, now)


async def _count(opened_share: OpenedShare, change: Sql, counter: str, event: Event, now: datetime) -> None:
    """Increase the counter; record the event only at the first time."""
    # The offer is locked before its share, as everywhere, so that two transactions cannot deadlock.
    offer = await Offer.lock(opened_share.offer.id) if getattr(opened_share.share, counter) == 0 else None
    rows = await fetch(
        "UPDATE shares SET"
        + change
        + Sql(f"WHERE id = ? RETURNING {counter} AS count", opened_share.share.id)
    )
    if offer and rows[0]["count"] == 1:
        await offer.record_event(event, None, {"share": [None, str(opened_share.share.id)]}, now)


def restore_answered_version(offer: OfferRow, response: Response | None) -> OfferRow:
    """Restore the version of the offer that was answered."""
    if response is None:
        return offer
    own = response.seen["offer"]
    offer.version = response.version
    offer.title, offer.description = own["title"], own["description"]
    offer.valid_from = own["valid_from"] and moment(own["valid_from"])
    offer.valid_until = own["valid_until"] and moment(own["valid_until"])
    offer.terms = KINDS[offer.kind].terms.row(response.seen["terms"])
    return offer
