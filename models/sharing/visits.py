"""The visits to a link: fetches, also by programs that preview links, and views by people."""

from dataclasses import dataclass
from datetime import datetime

from models.events import Event
from models.sharing.opened_share import OpenedShare
from models.sharing.opening import find_link, lock_link
from models.sharing.touch import Touch, TouchKind
from models.sharing.visitor import Visitor
from models.storage.chain import Part, write
from models.storage.sql import Sql


@dataclass(frozen=True, slots=True)
class Visit:
    """The visit: its line in the access log, its event, its counter and the change of the share."""

    kind: TouchKind
    event: Event
    counter: str
    change: Sql


async def record_fetch(token: str, visitor: Visitor, now: datetime) -> OpenedShare:
    """Open the link and count a fetch, which is not a view."""
    fetch = Visit(TouchKind.FETCH, Event.FETCHED, "fetches", Sql("fetches = fetches + 1"))
    return await _record(fetch, token, visitor, now)


async def record_view(token: str, visitor: Visitor, now: datetime) -> OpenedShare:
    """Open the link and count a view by a person."""
    change = Sql("views = views + 1, last_viewed_at = ?,", now)
    change += Sql("first_viewed_at = COALESCE(first_viewed_at, ?)", now)
    return await _record(Visit(TouchKind.VIEW, Event.VIEWED, "views", change), token, visitor, now)


async def _record(visit: Visit, token: str, visitor: Visitor, now: datetime) -> OpenedShare:
    """Count the visit; only the first one is an event of the offer, which is then locked before its share."""
    link = await find_link(token)
    if is_first := getattr(link.share, visit.counter) == 0:
        link = await lock_link(link, token)
        is_first = getattr(link.share, visit.counter) == 0
    opened_share = await link.open(now)
    count = "UPDATE shares SET" + visit.change + Sql("WHERE id = ?", link.share.id)
    writes = (Part("visit", count), Touch.part(link.share.id, visit.kind, visitor, now))
    if is_first:
        changes = {"share": [None, str(link.share.id)]}
        await link.offer.record_event(visit.event, None, changes, now, *writes)
    else:
        await write(*writes)
    return opened_share
