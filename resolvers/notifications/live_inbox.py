"""The notifications of all followers of one process, read in rounds."""

from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from models.clock import now
from models.notifications.inboxes import read_inboxes, unread_counts
from models.notifications.notification import Notification, inbox_channel
from models.offers.reading import offers_by_id
from models.offers.records import OfferRow
from models.offers.visibility import Pair, visible_pairs
from models.people.session import reload_viewers
from models.people.viewer import Viewer
from models.refused import Denied
from models.sharing.share import Share
from resolvers.notifications.inbox import NotificationView
from subscriptions.follow import Batch, follow
from subscriptions.live import read_together

AT_ONCE = 100
# A follower, and the number of the last notification it has.
Ask = tuple[Viewer, int]
Views = Batch[NotificationView]


async def follow_notifications(viewer: Viewer, after: int) -> AsyncGenerator[NotificationView, None]:
    """Yield the notifications after this number as they arrive, with offers while the viewer may see them."""

    async def read(seq: int) -> Views:
        return await read_together(read_views, (viewer, seq))

    async for view in follow(inbox_channel(viewer.id), read, after):
        yield view


async def read_views(asks: Sequence[Ask]) -> list[Views | Denied]:
    """Read the inboxes of many followers in a few statements, whatever their number."""
    inboxes = await read_inboxes([(viewer.id, seq) for viewer, seq in asks], AT_ONCE)
    news = {ask: rows for ask, rows in zip(asks, inboxes, strict=True) if rows}
    surroundings = await Surroundings.read(news)
    return [
        surroundings.batch(ask[0], news[ask]) if ask in news else Batch((), ask[1], has_more=False)
        for ask in asks
    ]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The rows around one round's notifications: readers, offers, who sees which, links and counts."""

    readers: Mapping[Viewer, Viewer | Denied]
    offers: Mapping[UUID, OfferRow]
    visible: Collection[Pair]
    shares: Mapping[UUID, Share]
    unread: Mapping[UUID, int]

    @classmethod
    async def read(cls, news: Mapping[Ask, Sequence[Notification]]) -> Self:
        if not news:
            return cls({}, {}, (), {}, {})
        moment, rows = now(), [row for inbox in news.values() for row in inbox]
        readers = await reload_viewers([viewer for viewer, _ in news], moment)
        present = [reader for reader in readers.values() if isinstance(reader, Viewer)]
        offers = await offers_by_id({row.offer_id for row in rows}, moment)
        visible = await visible_pairs(present, list(offers.values()))
        shares = {row.share_id for row in rows if row.share_id}
        counts = await unread_counts({reader.id for reader in present})
        return cls(readers, offers, visible, await Share.in_bulk(shares, "id") if shares else {}, counts)

    def batch(self, viewer: Viewer, rows: Sequence[Notification]) -> Views | Denied:
        """Return what the follower gets, or the refusal if their session has ended."""
        reader = self.readers[viewer]
        if isinstance(reader, Denied):
            return reader
        return Batch.of([self.view(reader, row) for row in rows], rows[-1].seq, AT_ONCE)

    def view(self, reader: Viewer, row: Notification) -> NotificationView:
        offer = self.offers.get(row.offer_id) if (reader.id, row.offer_id) in self.visible else None
        share = self.shares.get(row.share_id) if offer and row.share_id else None
        return NotificationView(row, offer, share, self.unread.get(reader.id, 0))
