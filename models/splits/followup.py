"""The author's follow-up on single invitations: resend, reopen, remind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.events import Event
from models.notifications.message import Message, Purpose
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.people.access import Access, require
from models.people.viewer import Viewer
from models.refused import Code, Refused, bad_input
from models.sharing.share import ShareState, state_of
from models.sharing.tokens import Links
from models.splits.invitations import send_invitations
from models.splits.participant import SplitParticipant
from models.splits.rounds import refuse_closed, terms_of
from models.splits.standing import Standing, Standings, standings
from models.storage.sql import Sql, fetch, one_of

REMINDER_INTERVAL = timedelta(hours=1)
MOST_AN_HOUR = 5
ANSWERED = "This participant has already answered."
OVER = "This invitation has ended; send it again."
JUST_REMINDED = "A participant cannot be reminded twice within an hour."


@dataclass(frozen=True, slots=True)
class Reminder:
    """The result of reminding one participant; `reason` says why no reminder was sent."""

    participant_id: UUID
    sent: bool
    reason: str


async def offer_of(participant_id: UUID) -> UUID:
    """Return the offer that this participant was invited to."""
    noun = "participant, or they have not been asked yet"
    access = Access(None, noun, participant_id, "followup.offer_of", "participantId")
    return (await require(SplitParticipant.get_or_none(id=participant_id), None, access)).offer_id


async def resend(offer: Offer, viewer: Viewer, participant_id: UUID, links: Links, now: datetime) -> None:
    """Send the same link again, or a new one if it has expired or was revoked."""
    refuse_closed(offer, now)
    standing = (await standings_of(offer))[participant_id]
    if standing.response is not None:
        raise Refused(Code.ALREADY_ANSWERED, ANSWERED, "participantId")
    lately = Message.filter(
        purpose=Purpose.INVITATION, share_id=standing.share.id, created_at__gt=now - REMINDER_INTERVAL
    )
    if await lately.count() >= MOST_AN_HOUR:
        sentence = f"An invitation cannot get more than {MOST_AN_HOUR} messages per hour."
        raise Refused(Code.STEP_NOT_ALLOWED, sentence, "participantId")
    if state_of(standing.share, False, now) is ShareState.OPEN:
        await Message.plan([standing.share.message(now)], now)
        await offer.record_event(Event.REMINDED, viewer.id, _participant_change([participant_id]), now)
    else:
        await ask_again(offer, viewer, [participant_id], Event.LINK_ROTATED, links, now)


async def reopen(
    offer: Offer, viewer: Viewer, participant_ids: Sequence[UUID], links: Links, now: datetime
) -> None:
    """Set the counters aside and ask these participants about the same shares again."""
    refuse_closed(offer, now)
    refuse_unless_countered(await standings_of(offer), participant_ids, "participantId")
    await ask_again(offer, viewer, participant_ids, Event.REOPENED, links, now)


async def remind(
    offer: Offer, viewer: Viewer, participant_ids: Sequence[UUID], now: datetime
) -> list[Reminder]:
    """Remind these participants, or all without ids, if they have not answered; at most once an hour."""
    refuse_closed(offer, now)
    await terms_of(offer)
    table = await standings_of(offer)
    if strange := [identity for identity in participant_ids if identity not in table]:
        place = participant_ids.index(strange[0])
        raise bad_input("There is no such participant in this split.", f"participantIds.{place}")
    chosen_standings = {identity: table[identity] for identity in participant_ids or table}
    waiting = [identity for identity, standing in chosen_standings.items() if not _skip_reason(standing, now)]
    due_ids = await _claim_due(waiting, now)
    await Message.plan([table[identity].share.message(now, Event.REMINDED) for identity in due_ids], now)
    if due_ids:
        await offer.record_event(Event.REMINDED, viewer.id, _participant_change(due_ids), now)
    return [_reminder(identity, standing, due_ids, now) for identity, standing in chosen_standings.items()]


async def standings_of(offer: Offer) -> Standings:
    return (await standings([offer.id]))[offer.id]


def refuse_unless_countered(table: Standings, participant_ids: Sequence[UUID], field: str) -> None:
    """Refuse unless each of these participants has countered."""
    for identity in participant_ids:
        standing = table.get(identity)
        if standing is None:
            raise bad_input("There is no such participant in this split.", field)
        if standing.response is None or standing.response.decision is not Decision.COUNTERED:
            sentence = f"{standing.share.recipient_name} has not asked for other shares."
            raise Refused(Code.STEP_NOT_ALLOWED, sentence, field)


async def ask_again(
    offer: Offer, viewer: Viewer, participant_ids: Sequence[UUID], event: Event, links: Links, now: datetime
) -> None:
    terms = await terms_of(offer)
    await offer.record_event(event, viewer.id, _participant_change(participant_ids), now)
    participants = [participant for participant in terms.participants if participant.id in participant_ids]
    await send_invitations(offer, participants, links, None, now)


async def _claim_due(participant_ids: Sequence[UUID], now: datetime) -> list[UUID]:
    """Claim those not reminded within the hour, in one UPDATE so that concurrent calls cannot both win."""
    rows = await fetch(
        Sql("UPDATE split_participants SET reminded_at = ? WHERE", now)
        + one_of("id", participant_ids)
        + Sql("AND (reminded_at IS NULL OR reminded_at <= ?) RETURNING id", now - REMINDER_INTERVAL)
    )
    return [UUID(str(row["id"])) for row in rows]


def _skip_reason(standing: Standing, now: datetime) -> str:
    if standing.response is not None:
        return ANSWERED
    return "" if state_of(standing.share, False, now) is ShareState.OPEN else OVER


def _reminder(identity: UUID, standing: Standing, due: Sequence[UUID], now: datetime) -> Reminder:
    if identity in due:
        return Reminder(identity, True, "")
    return Reminder(identity, False, _skip_reason(standing, now) or JUST_REMINDED)


def _participant_change(participant_ids: Sequence[UUID]) -> dict[str, list[object]]:
    return {"participants": [None, [str(identity) for identity in participant_ids]]}
