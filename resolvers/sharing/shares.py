"""The author's side of links: create, list, replace, extend and revoke them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.clock import now
from models.notifications.message import Message
from models.offers.offer import Offer
from models.people.viewer import Viewer
from models.sharing.opening import link_for_change
from models.sharing.response import Response
from models.sharing.share import Share, ShareState, state_of
from models.sharing.share_details import ShareDetails, details_of
from models.sharing.tokens import Links
from models.sharing.touch import Touch
from models.storage.listing import DetailedListing, newest_first
from models.storage.paging import Listing
from subscriptions.work import unit_of_work


@dataclass(frozen=True, slots=True)
class ShareView:
    """The share with its response and message, as its author sees it at one moment."""

    share: Share
    response: Response | None
    message: Message | None
    at: datetime
    kind: str

    @property
    def state(self) -> ShareState:
        return state_of(self.share, self.response is not None, self.at)


async def share_offer(viewer: Viewer, offer_id: UUID, wish: dict[str, Any], links: Links) -> ShareView:
    async def share() -> Share:
        offer = await Offer.for_change(viewer, offer_id, "offerId")
        return await Share.make(offer, viewer, wish, links, now())

    return await _view(await unit_of_work(share))


async def revoke_share(viewer: Viewer, share_id: UUID) -> ShareView:
    return await _change(viewer, share_id, lambda share, offer: share.revoke(offer, viewer, now()))


async def rotate_share(viewer: Viewer, share_id: UUID, links: Links) -> ShareView:
    return await _change(viewer, share_id, lambda share, offer: share.rotate(offer, viewer, links, now()))


async def extend_share(viewer: Viewer, share_id: UUID, expires_at: datetime | None) -> ShareView:
    return await _change(
        viewer, share_id, lambda share, offer: share.extend(offer, viewer, expires_at, now())
    )


async def shares(viewer: Viewer, offer_id: UUID) -> Listing[ShareView]:
    """List the links of an offer, newest first, for viewers who may change it."""
    await Offer.author_view(viewer, offer_id)
    shares = newest_first(Share.filter(offer_id=offer_id))
    return DetailedListing(shares, _views, lambda view: view.share)


async def touches(viewer: Viewer, share_id: UUID) -> Listing[Touch]:
    """List the access log of a link, newest first, for viewers who may change its offer."""
    share = await Share.by_id(share_id)
    await Offer.author_view(viewer, share.offer_id)
    return newest_first(Touch.filter(share_id=share_id))


async def messages_of(share_ids: Sequence[UUID]) -> list[Message | None]:
    """Return the latest message about each of these links, in their order; None for none."""
    messages = await Message.of_shares(share_ids)
    return [messages.get(share_id) for share_id in share_ids]


async def _change(
    viewer: Viewer, share_id: UUID, change: Callable[[Share, Offer], Awaitable[None]]
) -> ShareView:
    async def work() -> Share:
        link = await link_for_change(viewer, share_id)
        await change(link.share, link.offer)
        return link.share

    return await _view(await unit_of_work(work))


async def _view(share: Share) -> ShareView:
    return (await _views([share]))[0]


async def _views(shares: Sequence[Share]) -> list[ShareView]:
    details = await details_of([share.id for share in shares])
    return [_view_of(share, details[share.id]) for share in shares]


def _view_of(share: Share, details: ShareDetails) -> ShareView:
    return ShareView(share, details.response, details.message, now(), details.kind)
