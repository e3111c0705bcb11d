"""An offer's log, as a page and as it grows."""

from collections.abc import AsyncGenerator, Sequence
from uuid import UUID

from models.activity import Activity, activity_channel
from models.clock import now
from models.offer_row import offer_shown_to
from models.paging import Found, Paging, found
from models.session import viewer_again
from models.viewer import Viewer
from subscriptions.follow import follow

AT_ONCE = 100


async def activity(viewer: Viewer, offer_id: UUID, after: int, paging: Paging) -> Found[Activity]:
    """Oldest first, to whoever may see the offer."""
    await offer_shown_to(viewer, offer_id, now(), "offerId")
    return found(await _lines(offer_id, after, paging.size + 1, paging.offset), paging.size)


async def activity_count(offer_id: UUID) -> int:
    return await Activity.filter(offer_id=offer_id).count()


async def latest_activity(viewer: Viewer, offer_id: UUID) -> int:
    """The number of the newest line, for a follower that begins now."""
    await offer_shown_to(viewer, offer_id, now(), "offerId")
    return await activity_count(offer_id)


async def follow_activity(viewer: Viewer, offer_id: UUID, after: int) -> AsyncGenerator[Activity, None]:
    """Lines after this one as they are written, each to a viewer who may still see the offer."""

    async def read(seq: int) -> Sequence[Activity]:
        lines = await _lines(offer_id, seq, AT_ONCE)
        if lines:
            await offer_shown_to(await viewer_again(viewer, now()), offer_id, now(), "offerId")
        return lines

    async for line in follow(activity_channel(offer_id), read, after):
        yield line


async def _lines(offer_id: UUID, after: int, most: int, skip: int = 0) -> list[Activity]:
    lines = Activity.filter(offer_id=offer_id, seq__gt=after).order_by("seq")
    return await lines.offset(skip).limit(most)
