"""What whoever holds a link can ask, without an account."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import TypeVar
from uuid import UUID

from models.clock import now
from models.offers.answering import Details
from models.offers.offer import Offer
from models.offers.register import KINDS
from models.offers.settling import Decision
from models.people.session import viewer_again
from models.people.viewer import Viewer
from models.refused import Refused
from models.sharing import recipient
from models.sharing.recipient import Opened
from models.sharing.response import Response, response_channel
from models.sharing.visitor import Visitor
from models.splits.invite import Invite, invite_of
from subscriptions.follow import follow
from subscriptions.work import unit_of_work

AT_ONCE = 100
T = TypeVar("T")


async def shared_offer(token: str, visitor: Visitor) -> Opened:
    return await _touching(token, visitor, lambda: recipient.fetched(token, visitor, now()))


async def record_view(token: str, visitor: Visitor) -> Opened:
    return await _touching(token, visitor, lambda: recipient.viewed(token, visitor, now()))


async def respond_to_share(
    token: str,
    decision: Decision,
    comment: str,
    version: int,
    visitor: Visitor,
    details: Details | None = None,
) -> Opened:
    return await _touching(
        token,
        visitor,
        lambda: recipient.answered(token, decision, comment, version, visitor, now(), details),
    )


async def said_of_answer(found: Opened) -> str | None:
    """What follows from the answer, in words for whoever gave it."""
    if found.response is None:
        return None
    return await KINDS[found.offer.kind].answering.receipt_text(found.response) or None


async def split_invite(token: str, visitor: Visitor) -> Invite:
    async def look() -> Invite:
        return await invite_of(await recipient.fetched(token, visitor, now()))

    return await _touching(token, visitor, look)


async def _touching(token: str, visitor: Visitor, work: Callable[[], Awaitable[T]]) -> T:
    """What was refused left nothing behind, so the access log hears of it by itself."""
    try:
        return await unit_of_work(work)
    except Refused:
        await unit_of_work(lambda: recipient.refused(token, visitor, now()))
        raise


async def latest_response(author_id: UUID) -> int:
    newest = await Response.filter(author_id=author_id).order_by("-seq").first()
    return int(newest.seq) if newest else 0


async def author_of(viewer: Viewer, offer_id: UUID | None) -> UUID:
    """Whose answers are followed: the viewer's own, or those to the author of an offer they may change."""
    return viewer.id if offer_id is None else (await Offer.shown_to_author(viewer, offer_id)).author_id


async def follow_responses(
    viewer: Viewer, author_id: UUID, offer_id: UUID | None, after: int
) -> AsyncGenerator[Response, None]:
    """Answers after this one as they come, while the viewer may hear them."""

    async def read(seq: int) -> Sequence[Response]:
        fresh = Response.filter(author_id=author_id, seq__gt=seq)
        fresh = fresh if offer_id is None else fresh.filter(offer_id=offer_id)
        answers = await fresh.order_by("seq").limit(AT_ONCE)
        if answers:
            await author_of(await viewer_again(viewer, now()), offer_id)
        return answers

    async for response in follow(response_channel(author_id), read, after):
        yield response
