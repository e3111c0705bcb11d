"""The logs of offers for all followers of one process, read in rounds."""

from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Self
from uuid import UUID

from tortoise.expressions import F, Q

from models.clock import now
from models.events import OF_LINKS
from models.offers.activity import Activity, activity_channel
from models.offers.offer import Offer
from models.offers.reading import offers_by_id
from models.offers.records import OfferRow
from models.offers.visibility import Pair, visible_pairs
from models.people.access import Access
from models.people.session import reload_viewers
from models.people.viewer import Viewer
from models.refused import Denied
from subscriptions.follow import Batch, follow
from subscriptions.live import read_together

AT_ONCE = 100
# A follower, an offer, and the number of the last line the follower has.
Ask = tuple[Viewer, UUID, int]
# An offer, and the number after which to read.
Position = tuple[UUID, int]
Lines = Batch[Activity]


async def follow_activity(viewer: Viewer, offer_id: UUID, after: int) -> AsyncGenerator[Activity, None]:
    """Yield the lines after this number as they are written, while the viewer may see the offer."""

    async def read(seq: int) -> Lines:
        return await read_together(read_lines, (viewer, offer_id, seq))

    async for line in follow(activity_channel(offer_id), read, after):
        yield line


async def read_lines(asks: Sequence[Ask]) -> list[Lines | Denied]:
    """Read the logs for many followers in a few statements, whatever their number."""
    logs = await _logs({(offer_id, seq) for _, offer_id, seq in asks})
    news = [ask for ask in asks if logs[ask[1:]]]
    rights = await Rights.read(news)
    return [
        rights.batch(ask, logs[ask[1:]]) if logs[ask[1:]] else Batch((), ask[2], has_more=False)
        for ask in asks
    ]


async def _logs(positions: Collection[Position]) -> dict[Position, list[Activity]]:
    """Read at most AT_ONCE lines after each position, which followers of one offer mostly share."""
    after = reduce(
        or_, (Q(offer_id=offer_id, seq__range=(seq + 1, seq + AT_ONCE)) for offer_id, seq in positions)
    )
    lines = await Activity.filter(after).annotate(kind=F("offer__kind")).order_by("seq")
    return {
        (offer_id, seq): [
            line for line in lines if line.offer_id == offer_id and 0 < line.seq - seq <= AT_ONCE
        ]
        for offer_id, seq in positions
    }


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of one round's followers: which offers' logs each follower may read now."""

    readers: Mapping[Viewer, Viewer | Denied]
    offers: Mapping[UUID, OfferRow]
    visible: Collection[Pair]

    @classmethod
    async def read(cls, asks: Sequence[Ask]) -> Self:
        if not asks:
            return cls({}, {}, ())
        readers = await reload_viewers([viewer for viewer, _, _ in asks], now())
        present = [reader for reader in readers.values() if isinstance(reader, Viewer)]
        offers = await offers_by_id({offer_id for _, offer_id, _ in asks}, now())
        return cls(readers, offers, await visible_pairs(present, list(offers.values())))

    def batch(self, ask: Ask, lines: Sequence[Activity]) -> Lines | Denied:
        """Return what the follower gets, or the refusal if they may not see the offer any more."""
        (viewer, offer_id, _), offer = ask, self.offers.get(ask[1])
        reader = self.readers[viewer]
        if isinstance(reader, Denied):
            return reader
        if offer is None or (reader.id, offer_id) not in self.visible:
            return Access(reader, "offer", offer_id, "Offer.visible_to", "offerId").deny(offer is not None)
        is_editor = Offer.may_change(reader, offer.author.id, offer.kind)
        visible_lines = [line for line in lines if is_editor or line.event not in OF_LINKS]
        return Batch(visible_lines, lines[-1].seq, len(lines) == AT_ONCE)
