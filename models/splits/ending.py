"""Telling the participants that a split is over: one message each, planned in the same transaction.

A message says nothing about the other participants.
"""

from datetime import datetime
from uuid import UUID

from models.events import Event
from models.notifications.message import Channel, Message, Purpose
from models.offers.activity import Activity
from models.offers.kind import Ending
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.people.user import User
from models.sharing.response import Response
from models.sharing.share import Share, ShareState, state_of
from models.storage.sql import Sql, fetch, one_of

AGREED = "Everybody has signed the split of “{}”: it is agreed."
DECLINED = "A participant has declined the split of “{}”: it is over, and nobody is bound by it."
YOU_DECLINED = "You have declined the split of “{}”: it is over, and nobody is bound by it."
WITHDRAWN = "{1} has withdrawn the split of “{0}”: it is over, and nobody is bound by it."
SIGNED_COPY = "What was signed, word for word, stays here for you to read:"
LOOK = "See its final state here:"
ENDINGS = (Event.ACCEPTED, Event.DECLINED, Event.CLOSED, Event.SUPERSEDED, Event.DELETED)


async def tell_participants(line: Activity) -> None:
    """Plan a message to each participant, unless it was planned before: a withdrawn split may be removed."""
    if line.event not in ENDINGS:
        return
    rows = await fetch(
        Sql("SELECT s.id AS id, s.channel AS channel FROM split_participants p")
        + Sql(
            "JOIN shares s ON s.id = p.share_id WHERE p.offer_id = ? AND s.recipient IS NOT NULL",
            line.offer_id,
        )
        + "AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.share_id = s.id AND m.purpose = 'INVITATION' AND"
        + one_of("m.event", ENDINGS)
        + ")"
    )
    letters = [_end_message(row["id"], row["channel"], line) for row in rows]
    await Message.plan(letters, line.created_at)


def _end_message(share_id: UUID, channel: str, line: Activity) -> Message:
    return Message(
        purpose=Purpose.INVITATION,
        share_id=share_id,
        channel=Channel(channel),
        offer_id=line.offer_id,
        event=line.event,
        created_at=line.created_at,
    )


async def ending_of(event: Event, share: Share, project_name: str, now: datetime) -> Ending:
    """Word the ending from the rows themselves, because a removed split is shown to nobody."""
    offer = await Offer.get(id=share.offer_id)
    author = await User.get(id=offer.author_id)
    response = await Response.get_or_none(share_id=share.id)
    text = _words(event, response).format(project_name, author.name)
    state = state_of(share, response is not None, now)
    opens = offer.deleted_at is None and state in (ShareState.OPEN, ShareState.ANSWERED)
    look = SIGNED_COPY if event is Event.ACCEPTED else LOOK
    return Ending(f"{author.name}: {offer.title}", text, look if opens else "")


def _words(event: Event, response: Response | None) -> str:
    if event is Event.ACCEPTED:
        return AGREED
    if event is not Event.DECLINED:
        return WITHDRAWN
    return YOU_DECLINED if response and response.decision is Decision.DECLINED else DECLINED
