"""Telling the participants that a split is over: one message each, planned in the same transaction."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from models.events import Event
from models.notifications.message import Channel, Message, Purpose
from models.storage.sql import Sql, fetch, one_of

if TYPE_CHECKING:
    from models.offers.offer import Offer

ENDINGS = (Event.ACCEPTED, Event.DECLINED, Event.CLOSED, Event.SUPERSEDED, Event.DELETED)


async def write_of_the_end(split: "Offer", event: Event, now: datetime) -> None:
    """Plan a message to each participant, unless told before: a withdrawn split may be removed later."""
    if event not in ENDINGS:
        return
    rows = await fetch(
        Sql("SELECT s.id AS id, s.channel AS channel FROM split_participants p")
        + Sql("JOIN shares s ON s.id = p.share_id WHERE p.offer_id = ? AND s.recipient IS NOT NULL", split.id)
        + "AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.share_id = s.id AND m.purpose = 'INVITATION' AND"
        + one_of("m.event", ENDINGS)
        + ")"
    )
    await Message.plan([_letter(row["id"], row["channel"], split.id, event, now) for row in rows], now)


def _letter(share_id: UUID, channel: str, offer_id: UUID, event: Event, now: datetime) -> Message:
    return Message(
        purpose=Purpose.INVITATION,
        share_id=share_id,
        channel=Channel(channel),
        offer_id=offer_id,
        event=event,
        created_at=now,
    )
