"""The notifications of a user, as a list and as a stream."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from models.clock import now
from models.events import Event
from models.notifications.notification import LIVE, Notification
from models.offers.reading import offers_shown_to
from models.offers.records import OfferRow
from models.people.viewer import Viewer
from models.sharing.share import Share
from models.storage.listing import DetailedListing, HighestFirst
from models.storage.paging import Listing
from subscriptions.work import unit_of_work

ORDER = "NOTIFICATIONS"


class Reading(StrEnum):
    """The state of a notification."""

    UNREAD = "UNREAD"
    READ = "READ"
    DISMISSED = "DISMISSED"
    NOT_DISMISSED = "NOT_DISMISSED"


READINGS = {
    Reading.UNREAD: LIVE,
    Reading.READ: Q(read_at__isnull=False, dismissed_at=None),
    Reading.DISMISSED: Q(dismissed_at__isnull=False),
    Reading.NOT_DISMISSED: Q(dismissed_at=None),
}


@dataclass(frozen=True, slots=True)
class NotificationView:
    """The notification with its offer and link while the reader may see them, and the unread count then."""

    notification: Notification
    offer: OfferRow | None
    share: Share | None
    unread_count: int = 0

    @property
    def seq(self) -> int:
        return int(self.notification.seq)


def notifications(
    viewer: Viewer, reading: Reading, events: Sequence[Event] | None
) -> Listing[NotificationView]:
    """List the notifications, newest first."""
    query = Notification.filter(READINGS[reading], user_id=viewer.id)
    rows = HighestFirst(query if events is None else query.filter(event__in=events), ORDER, "seq")
    return DetailedListing(rows, lambda page: _with_offers(viewer, page, 0), lambda view: view.notification)


async def unread_count(viewer: Viewer) -> int:
    return await Notification.unread_count(viewer.id)


async def mark_read(viewer: Viewer, ids: Sequence[UUID] | None) -> int:
    """Mark these notifications, or all, as read; return the unread count afterwards."""
    return await _update_and_count(viewer, lambda: Notification.mark_read(viewer.id, ids, now()))


async def dismiss(viewer: Viewer, ids: Sequence[UUID]) -> int:
    return await _update_and_count(viewer, lambda: Notification.dismiss(viewer.id, ids, now()))


async def latest_notification(viewer: Viewer) -> int:
    """Return the number of the newest notification, from which a new subscriber starts; 0 for none."""
    newest = await Notification.filter(user_id=viewer.id).order_by("-seq").first()
    return newest.seq if newest else 0


async def _with_offers(viewer: Viewer, rows: Sequence[Notification], unread: int) -> list[NotificationView]:
    offers = await offers_shown_to(viewer, list({row.offer_id for row in rows}), now())
    shares = await _shares([row.share_id for row in rows if row.share_id and row.offer_id in offers])
    return [
        NotificationView(
            row, offers.get(row.offer_id), shares.get(row.share_id) if row.share_id else None, unread
        )
        for row in rows
    ]


async def _shares(ids: Sequence[UUID]) -> Mapping[UUID, Share]:
    return {share.id: share for share in await Share.filter(id__in=ids)} if ids else {}


async def _update_and_count(viewer: Viewer, mark: Callable[[], Awaitable[int]]) -> int:
    async def work() -> int:
        await mark()
        return await unread_count(viewer)

    return await unit_of_work(work)
