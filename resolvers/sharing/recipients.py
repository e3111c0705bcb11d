"""The recipient's side of links, without an account, and the stream of responses."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from models.clock import now
from models.offers.offer import Offer
from models.offers.register import KINDS
from models.people.session import reload_viewer
from models.people.viewer import Viewer
from models.refused import Refused
from models.sharing import recipient, visits
from models.sharing.opened_share import OpenedShare
from models.sharing.recipient import Answer
from models.sharing.response import Response, response_channel
from models.sharing.visitor import Visitor
from models.splits.invite import Invite, invite_of
from subscriptions.follow import Batch, follow
from subscriptions.work import unit_of_work

AT_ONCE = 100
ORDER = "RESPONSES"
T = TypeVar("T")


async def shared_offer(token: str, visitor: Visitor) -> OpenedShare:
    return await _log_refusals(token, visitor, lambda: visits.record_fetch(token, visitor, now()))


async def record_view(token: str, visitor: Visitor) -> OpenedShare:
    return await _log_refusals(token, visitor, lambda: visits.record_view(token, visitor, now()))


async def respond_to_share(token: str, reply: Answer, visitor: Visitor) -> OpenedShare:
    return await _log_refusals(token, visitor, lambda: recipient.answer_link(token, reply, visitor, now()))


async def receipt_text(opened_share: OpenedShare) -> str | None:
    """Return what follows from the response, as a sentence for the recipient; None for nothing."""
    if opened_share.response is None:
        return None
    return await KINDS[opened_share.offer.kind].answering.receipt_text(opened_share.response) or None


async def split_invite(token: str, visitor: Visitor) -> Invite:
    async def look() -> Invite:
        return await invite_of(await visits.record_fetch(token, visitor, now()))

    return await _log_refusals(token, visitor, look)


async def _log_refusals(token: str, visitor: Visitor, work: Callable[[], Awaitable[T]]) -> T:
    """Log a refusal in a transaction of its own, because the refused work was rolled back."""
    try:
        return await unit_of_work(work)
    except Refused:
        await unit_of_work(lambda: recipient.record_refusal(token, visitor, now()))
        raise


async def latest_response(author_id: UUID) -> int:
    newest = await Response.filter(author_id=author_id).order_by("-seq").first()
    return int(newest.seq) if newest else 0


async def author_of(viewer: Viewer, offer_id: UUID | None) -> UUID:
    """Return the author whose responses to follow: the viewer, or the author of an offer they may change."""
    return viewer.id if offer_id is None else (await Offer.author_view(viewer, offer_id)).author_id


async def follow_responses(
    viewer: Viewer, author_id: UUID, offer_id: UUID | None, after: int
) -> AsyncGenerator[Response, None]:
    """Yield the responses after this number as they arrive, while the viewer may see them."""

    async def read(seq: int) -> Batch[Response]:
        query = Response.filter(author_id=author_id, seq__gt=seq)
        query = query if offer_id is None else query.filter(offer_id=offer_id)
        answers = await query.order_by("seq").limit(AT_ONCE)
        if answers:
            await author_of(await reload_viewer(viewer, now()), offer_id)
        return Batch.of(answers, seq, AT_ONCE)

    async for response in follow(response_channel(author_id), read, after):
        yield response
