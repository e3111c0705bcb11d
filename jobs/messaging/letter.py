"""The wording of messages, done on sending because links are not stored."""

from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from uuid import UUID

from jobs.messaging.outcomes import NotYet, Rejected, TryAgain
from jobs.messaging.request import request_of
from models.events import Event
from models.notifications.message import Channel, Message, Purpose
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.offers.reading import offer_for_holder, offers_shown_to
from models.offers.records import OfferRow
from models.offers.register import KINDS
from models.offers.words import in_words
from models.people.session import viewer_of
from models.people.user import User
from models.refused import Denied
from models.sharing.response import Response
from models.sharing.share import Share, ShareState, state_of
from models.sharing.tokens import Links, token_hash
from models.slots.text_delivery import hold_reason

OPEN_STATUSES = frozenset({Status.ACTIVE, Status.PAUSED})
LONGEST_SMS_TITLE = 60
# Curly quotation marks would halve the length of an SMS part.
PLAIN_QUOTES = str.maketrans("“”", '""')


@dataclass(frozen=True, slots=True)
class Letter:
    """The message in words; `id` is the same in every copy. A text may name its sender's number."""

    id: UUID
    to: str
    subject: str
    text: str
    sender: str | None = None


async def write_letter(message: Message, links: Links, now: datetime) -> Letter:
    """Word the message; raise Rejected if it is obsolete, NotYet during quiet hours."""
    if message.purpose is Purpose.TEXT:
        return await _write_text(message, now)
    if message.purpose is Purpose.INVITATION:
        return await _about_share(message, links, now)
    return await _about_event(message, now)


async def rewrite_letter(message: Message, links: Links, now: datetime) -> Letter:
    """Word a message that may have gone out already, even if it is obsolete."""
    return (
        _stored_letter(message)
        if message.purpose is Purpose.TEXT
        else await write_letter(message, links, now)
    )


def _stored_letter(message: Message) -> Letter:
    """Return an SMS whose text was fixed when it was queued."""
    return Letter(message.id, message.recipient or "", "", message.text or "", message.sender)


async def _write_text(message: Message, now: datetime) -> Letter:
    hold = await hold_reason(message, now)
    if isinstance(hold, str):
        raise Rejected(hold)
    if hold:
        raise NotYet(hold)
    return _stored_letter(message)


async def _about_share(message: Message, links: Links, now: datetime) -> Letter:
    share = await Share.get(id=message.share_id)
    if message.event not in (None, Event.REMINDED):
        return await _about_end(message, message.event, share, links, now)
    offer = await offer_for_holder(share.offer_id, now)
    if offer is None or offer.status not in OPEN_STATUSES:
        raise Rejected("The offer was no longer open.")
    state = state_of(share, await Response.exists(share_id=share.id), now)
    if state is not ShareState.OPEN:
        raise Rejected(f"The link was {state.lower()} before it could be sent.")
    url = _url(share, offer.kind, links)
    is_sms = message.channel is Channel.SMS
    text = _sms(offer, url) if is_sms else await _email(message, share, offer, url)
    subject = _one_line(f"{offer.author.name}: {offer.title}")
    return Letter(message.id, share.recipient or "", subject, text)


async def _about_end(message: Message, event: Event, share: Share, links: Links, now: datetime) -> Letter:
    kind = KINDS[(await Offer.get(id=share.offer_id)).kind]
    end = await kind.ending(event, share, now)
    if end is None:
        raise Rejected("The recipient is not told of this.")
    where = f"\n\n{end.look}\n\n{_url(share, kind.name, links)}" if end.look else ""
    text = f"{_greeting(share.recipient_name)}\n\n{end.text}{where}\n"
    return Letter(message.id, share.recipient or "", _one_line(end.subject), text)


def _url(share: Share, kind: str, links: Links) -> str:
    try:
        token = links.token(share.id, share.rotation)
    except Denied as denied:
        raise TryAgain(denied.sentence) from denied
    if token_hash(token) != share.token_hash:
        raise Rejected("SECRET_KEY has changed since the link was created.")
    return links.of(kind, token)


def _sms(offer: OfferRow, url: str) -> str:
    title = shorten(offer.title, LONGEST_SMS_TITLE, placeholder="...")
    return f'{_one_line(offer.author.name)} has an offer for you: "{title}". {url}'


async def _email(message: Message, share: Share, offer: OfferRow, url: str) -> str:
    reminder = "This is a reminder: you have not answered yet.\n\n" if message.event else ""
    return (
        f"{_greeting(share.recipient_name)}\n\n{reminder}{await request_of(share, offer)}\n\n{url}\n\n"
        "Anyone who has this link can answer, so keep it to yourself.\n"
    )


async def _about_event(message: Message, now: datetime) -> Letter:
    user = await User.get(id=message.user_id)
    to = user.phone if message.channel is Channel.SMS else user.email
    if to is None or user.disabled_at is not None:
        raise Rejected("The user can no longer be reached this way.")
    offers = await offers_shown_to(viewer_of(user), [message.offer_id], now) if message.offer_id else {}
    offer = next(iter(offers.values()), None)
    if offer is None and message.event is not Event.DELETED:
        raise Rejected("The user can no longer see this offer.")
    share = await Share.get_or_none(id=message.share_id) if message.share_id else None
    words = in_words(message.event, offer, share.recipient_name if share else "")
    if message.channel is Channel.SMS:
        return Letter(message.id, to, "", _one_line(words.translate(PLAIN_QUOTES)))
    closing = "You get this because you asked for it in your notification preferences."
    text = f"{_greeting(user.name)}\n\n{words}\n\n{closing}\n"
    return Letter(message.id, to, _one_line(words), text)


def _greeting(name: str) -> str:
    return f"Hello {name}," if name else "Hello,"


def _one_line(text: str) -> str:
    """Join the lines, because a subject must not contain line breaks."""
    return " ".join(text.split())
