"""Reading a link with its offer and its response in one statement, locked for what changes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from models.offers.kind import Kind
from models.offers.offer import Offer
from models.offers.reading import joins, offer_row, selection
from models.offers.register import every_kind
from models.people.access import Access
from models.people.viewer import Viewer
from models.refused import Code, Refused
from models.sharing.opened_share import OpenedShare, restore_answered_version
from models.sharing.response import Response
from models.sharing.share import RetiredToken, Share, ShareState, state_of
from models.sharing.tokens import token_hash
from models.storage.sql import Sql, fetch_tuples, on_postgres
from models.storage.statements import columns_of, selected

UNKNOWN = "This link is not valid. Ask the sender for a new one."
REVOKED = "This link was withdrawn by its sender."
REPLACED = "This link was replaced by a newer one: look where you received this one, or ask the sender."
EXPIRED = "This link has expired. Ask the sender for a new one."
# After a wait for its lock, the locked row is current, but the rows joined to it are as before the wait.
# Each change of an offer, its terms, its links or its answers is an event, which raises this number.
IS_CURRENT = "o.activity_seq = (SELECT before.activity_seq FROM offers before WHERE before.id = o.id)"
MODELS = (Share, Response, Offer)


@dataclass(frozen=True, slots=True)
class Link:
    """The link as one statement reads it: the rows to change, and the columns of the offer to show."""

    share: Share
    response: Response | None
    offer: Offer
    shown: Sequence[Any]

    async def open(self, now: datetime) -> OpenedShare:
        """Return what it opens; refuse revoked, replaced and expired links."""
        if self.share.revoked_at is not None or self.offer.deleted_at is not None:
            is_retired = await RetiredToken.exists(token_hash=self.share.token_hash)
            raise Refused(Code.LINK_REVOKED, REPLACED if is_retired else REVOKED)
        if state_of(self.share, self.response is not None, now) is ShareState.EXPIRED:
            raise Refused(Code.LINK_EXPIRED, EXPIRED)
        offer = restore_answered_version(offer_row(self.shown, every_kind(), now), self.response)
        return OpenedShare(self.share, offer, self.response)


async def find_link(token: str, is_locked: bool = False) -> Link:
    """Return the link of a token; refuse an unknown or a replaced token, with different reasons."""
    sha256 = token_hash(token)
    if link := await read_link(Sql("s.token_hash = ?", sha256), is_locked):
        return link
    is_retired = await RetiredToken.exists(token_hash=sha256)
    raise Refused(Code.LINK_REVOKED, REPLACED) if is_retired else Refused(Code.LINK_UNKNOWN, UNKNOWN)


async def lock_link(link: Link, token: str) -> Link:
    """Read the link again with its offer locked; SQLite has locked everything already."""
    return await find_link(token, is_locked=True) if on_postgres() else link


async def read_link(condition: Sql, is_locked: bool) -> Link | None:
    """Return the link that meets the condition on `shares s`; lock its offer if `is_locked`."""
    lock = "FOR UPDATE OF o" if is_locked and on_postgres() else ""
    query = _query(every_kind()) + condition + lock
    rows = await fetch_tuples(query)
    if lock and rows and not rows[0][0]:
        rows = await fetch_tuples(query)
    return _link(rows[0]) if rows else None


async def link_for_change(viewer: Viewer, share_id: UUID) -> Link:
    """Return the link, with its offer locked, if the viewer may change the offer."""
    link = await read_link(Sql("s.id = ?", share_id), is_locked=True)
    if link is None:
        raise Access(viewer, "share", share_id, "Share.by_id", "id").deny(exists=False)
    offer, exists = link.offer, link.offer.deleted_at is None
    if not (exists and Offer.may_change(viewer, offer.author_id, offer.kind)):
        raise Access(viewer, "offer", offer.id, "Offer.editable_by", "id").deny(exists)
    return link


@cache
def _query(kinds: tuple[Kind, ...]) -> Sql:
    columns = [selected(model, table) for model, table in zip(MODELS, "sro", strict=True)]
    tables = f"shares s JOIN offers o ON o.id = s.offer_id {joins(kinds)}"
    selects = f"SELECT {IS_CURRENT}, {', '.join(columns)}, {selection(kinds)} FROM {tables}"
    return Sql(f"{selects} LEFT JOIN responses r ON r.share_id = s.id WHERE")


def _link(record: Sequence[Any]) -> Link:
    start, values = 1, []
    for model in MODELS:
        columns = [column for _, column, _ in columns_of(model)]
        values.append(dict(zip(columns, record[start : start + len(columns)], strict=True)))
        start += len(columns)
    share, response, offer = values
    answer = Response.from_values(response) if response["id"] else None
    return Link(Share.from_values(share), answer, Offer.from_values(offer), record[start:])
