"""The recipient's side of a link, without an account: opening and answering."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from models.checks import clean_text
from models.events import Changes
from models.offers.answering import Details, values_for
from models.offers.lifecycle import status_at
from models.offers.offer import Offer
from models.offers.register import KINDS
from models.offers.settling import Decision
from models.refused import Code, Refused
from models.sharing.opened_share import OpenedShare
from models.sharing.opening import Link, find_link, read_link
from models.sharing.response import Response
from models.sharing.tokens import token_hash
from models.sharing.touch import Touch, TouchKind
from models.sharing.visitor import Visitor
from models.storage.chain import Answers, Part, write
from models.storage.sql import Sql


@dataclass(frozen=True, slots=True)
class Answer:
    """The recipient's answer to the `version` that they saw; None means the current version."""

    decision: Decision
    comment: str = ""
    version: int | None = None
    details: Details | None = None


async def open_share(token: str, now: datetime) -> OpenedShare:
    """Return what the token opens; refuse unknown, revoked, replaced and expired links."""
    return await (await find_link(token)).open(now)


async def answer_link(token: str, reply: Answer, visitor: Visitor, now: datetime) -> OpenedShare:
    """Answer through the link of this token."""
    return await _answer(await find_link(token, is_locked=True), reply, visitor, now)


async def answer_share(share_id: UUID, reply: Answer, visitor: Visitor, now: datetime) -> OpenedShare:
    """Answer through a share that exists, without its token."""
    if link := await read_link(Sql("s.id = ?", share_id), is_locked=True):
        return await _answer(link, reply, visitor, now)
    raise LookupError(f"there is no share {share_id}")


async def _answer(link: Link, reply: Answer, visitor: Visitor, now: datetime) -> OpenedShare:
    """Answer once, the version that was seen; the kind's rule may settle the offer immediately.

    The offer is locked: nobody else can answer or change it or its links until the transaction ends.
    """
    opened_share = await link.open(now)
    answering, values = KINDS[link.offer.kind].answering, values_for(link.offer.kind, reply.details)
    if opened_share.response is not None:
        return await _repeat_answer(opened_share, opened_share.response, reply.decision, values)
    _check(opened_share, reply.decision, reply.version)
    checked_details = answering.check(reply.decision, values)
    comment = clean_text(reply.comment, "comment", 2000, shortest=0)
    response = Response.to(opened_share.offer, link.share.id, reply.decision, comment, now)
    writes = (*response.parts(), Touch.part(link.share.id, TouchKind.ANSWER, visitor, now))
    if answering.has_details:
        response.take_number(await write(*writes))
        more = await answering.record(opened_share.offer, response, checked_details, visitor)
        await _settle(link.offer, response, more, now)
    else:
        response.take_number(await _settle(link.offer, response, {}, now, *writes))
    opened_share.offer.status = status_at(link.offer.status, link.offer.valid_until, now)
    return replace(opened_share, response=response)


async def record_refusal(token: str, visitor: Visitor, now: datetime) -> None:
    """Log the refusal of a token that is or was valid."""
    await Touch.log_refusal(token_hash(token), visitor, now)


async def _repeat_answer(
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


async def _settle(offer: Offer, response: Response, more: Changes, now: datetime, *writes: Part) -> Answers:
    """Record the answer in one chain with its `writes`; return the chain's answers."""
    kind, decision = KINDS[offer.kind], response.decision
    if decision in kind.decisive:
        status = kind.settle([decision], 0)
    else:
        status = kind.settle(*await _tally(offer, response, now, is_written=not writes))
    share: Changes = {"share": [None, str(response.share_id)]}
    return await offer.record_answer(decision, status, {**share, **more}, now, *writes)


async def _tally(
    offer: Offer, response: Response, now: datetime, is_written: bool
) -> tuple[Sequence[Decision], int]:
    """Return the decisions that count and the number of open links, with a response still to be written."""
    answers, others_open = await KINDS[offer.kind].answering.tally_answers(offer.id, now)
    if is_written or not others_open:
        return answers, others_open
    return [*answers, response.decision], others_open - 1
