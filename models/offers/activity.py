"""The append-only log of an offer: each line holds the hash of the one before."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

import orjson
from tortoise import fields
from tortoise.expressions import F
from tortoise.queryset import QuerySet

from models.events import OF_LINKS, Changes, Event
from models.people.user import User
from models.storage.row import Row

if TYPE_CHECKING:
    from models.offers.offer import Offer


class Activity(Row):
    """The line of one event, with its actor and changes. `actor` is None for recipients and jobs."""

    offer: fields.ForeignKeyRelation["Offer"] = fields.ForeignKeyField(
        "offers.Offer", related_name="activity"
    )
    offer_id: UUID
    seq = fields.IntField()
    event = fields.CharEnumField(Event, max_length=16)
    actor: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "offers.User", related_name="activity", null=True
    )
    actor_id: UUID | None
    changes: Any = fields.JSONField(default=dict)
    previous_hash = fields.CharField(max_length=64)
    # The kind of the offer, which is not a column: `lines_for` annotates it.
    kind: str
    hash = fields.CharField(max_length=64)

    class Meta:
        table = "activity"
        unique_together = (("offer", "seq"),)

    @classmethod
    def next_for(
        cls, offer: "Offer", event: Event, actor_id: UUID | None, changes: Changes, now: datetime
    ) -> Self:
        """Return the next line, unsaved, and advance the chain on the offer, which must be locked or new."""
        line = cls(
            offer_id=offer.id,
            seq=offer.activity_seq + 1,
            event=event,
            actor_id=actor_id,
            changes={field: list(pair) for field, pair in changes.items()},
            created_at=now,
            previous_hash=offer.activity_head,
        )
        line.hash = line.expected_hash()
        offer.activity_seq, offer.activity_head = line.seq, line.hash
        return line

    @classmethod
    def lines_for(cls, offer_id: UUID, to_its_author: bool) -> QuerySet[Self]:
        """Return the query for the lines; those about links are for the author only."""
        lines = cls.filter(offer_id=offer_id).annotate(kind=F("offer__kind"))
        return lines if to_its_author else lines.exclude(event__in=OF_LINKS)

    def expected_hash(self) -> str:
        content = {
            "actor": str(self.actor_id or ""),
            "at": self.created_at.astimezone(UTC).isoformat(),
            "changes": self.changes,
            "event": self.event.value,
            "offer": str(self.offer_id),
            "seq": self.seq,
        }
        canonical = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
        return hashlib.sha256(self.previous_hash.encode() + canonical).hexdigest()


def activity_channel(offer_id: UUID) -> str:
    return f"offer:{offer_id}"


def broken_links(lines: Sequence[Activity], length: int, head: str) -> list[str]:
    """Describe the faults in one offer's chain; an intact one has none. `lines` must be sorted by seq."""
    wrong, previous = [], ""
    for place, line in enumerate(lines, 1):
        if line.seq != place:
            wrong.append(f"line {place} is missing")
            break
        if line.previous_hash != previous or line.hash != line.expected_hash():
            wrong.append(f"line {place} was altered")
        previous = line.hash
    if not wrong and (len(lines) != length or previous != head):
        wrong.append(f"the end of the log does not match the offer: {len(lines)} lines, {length} recorded")
    return wrong
