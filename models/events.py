"""The events of an offer, and the changes they record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

Changes = Mapping[str, Sequence[Any]]


class Event(StrEnum):
    """An event in the life of an offer."""

    CREATED = "CREATED"
    CHANGED = "CHANGED"
    ACTIVATED = "ACTIVATED"
    PAUSED = "PAUSED"
    CLOSED = "CLOSED"
    EXPIRING = "EXPIRING"
    EXPIRED = "EXPIRED"
    REVIVED = "REVIVED"
    DELETED = "DELETED"
    SHARED = "SHARED"
    FETCHED = "FETCHED"
    VIEWED = "VIEWED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    LINK_REVOKED = "LINK_REVOKED"
    LINK_ROTATED = "LINK_ROTATED"
    LINK_EXPIRED = "LINK_EXPIRED"
    LINK_EXTENDED = "LINK_EXTENDED"
    SUPERSEDED = "SUPERSEDED"
    COUNTERED = "COUNTERED"
    REOPENED = "REOPENED"
    REMINDED = "REMINDED"
    SIGNED = "SIGNED"
    OFFERED = "OFFERED"
    MOVED_ON = "MOVED_ON"
    RESERVED = "RESERVED"
    REDEEMED = "REDEEMED"
    GIVEN_BACK = "GIVEN_BACK"


# The events between an author and the holders of links, private to them.
OF_LINKS = frozenset(
    {
        Event.SHARED,
        Event.FETCHED,
        Event.VIEWED,
        Event.ACCEPTED,
        Event.DECLINED,
        Event.LINK_REVOKED,
        Event.LINK_ROTATED,
        Event.LINK_EXPIRED,
        Event.LINK_EXTENDED,
        Event.COUNTERED,
        Event.REOPENED,
        Event.REMINDED,
        Event.SIGNED,
        Event.OFFERED,
        Event.MOVED_ON,
        Event.RESERVED,
        Event.REDEEMED,
        Event.GIVEN_BACK,
    }
)


def share_in(changes: Changes) -> UUID | None:
    """Return the link that the event concerns, if any."""
    return UUID(changes["share"][1]) if "share" in changes else None


def difference(
    before: Mapping[str, Any], after: Mapping[str, Any], personal: frozenset[str] = frozenset()
) -> Changes:
    """Return the changed fields as the log stores them; personal fields without their values."""
    changed_fields = [field for field in after if before[field] != after[field]]
    return {
        field: [None, None] if field in personal else [_json(before[field]), _json(after[field])]
        for field in changed_fields
    }


def _json(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
