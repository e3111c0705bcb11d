"""The request in an e-mail that carries a link, by kind of offer."""

from collections.abc import Iterator
from datetime import UTC, datetime

from jobs.messaging.sending import Rejected
from models.offers.records import OfferRow
from models.sharing.share import Share
from models.splits.invite import news_of, set_aside_of
from models.splits.participant import SplitParticipant
from models.splits.shares import Shares
from models.splits.sheet import in_percent
from models.splits.split import SPLIT

REOPENED = "Your proposal was set aside: you are asked again about the same shares."
SEE = "See everybody's shares and your own, and sign, decline or ask for other shares here:"
RIGHTS = ("master", "publishing")


async def request_of(share: Share, offer: OfferRow) -> str:
    asked = await _to_agree(share, offer) if offer.kind == SPLIT.name else _to_look(offer)
    return "\n\n".join([*asked[:-1], *_ends(share, offer), asked[-1]])


def _to_look(offer: OfferRow) -> list[str]:
    return [f"{offer.author.name} has an offer for you: “{offer.title}”.", "Look at it and answer here:"]


async def _to_agree(share: Share, offer: OfferRow) -> list[str]:
    asked = await SplitParticipant.get_or_none(share_id=share.id)
    if asked is None:
        raise Rejected("The link was replaced before it could be sent.")
    earlier = await set_aside_of(offer, share, asked.id)
    if earlier and earlier.is_reopened:
        return [_opening(offer), REOPENED, SEE]
    return [_opening(offer), *await _news(offer, asked), SEE]


def _opening(offer: OfferRow) -> str:
    terms = offer.terms
    again = f" This is round {terms.round}; only your answer to this invitation counts."
    asks = f"{offer.author.name} asks you to agree on who gets what of “{terms.project_name}”."
    return asks + (again if terms.round > 1 else "")


async def _news(offer: OfferRow, asked: SplitParticipant) -> list[str]:
    """Word what changed for the recipient, and the author's note."""
    news = await news_of(offer)
    (mine,) = [each.shares for each in offer.terms.participants if each.id == asked.id]
    changes = ["\n".join(_changes(news.before[asked.id], mine))] if news.before else []
    return [*changes, *([f"{offer.author.name} writes:\n{_quoted(news.note)}"] if news.note else [])]


def _changes(before: Shares, now: Shares) -> Iterator[str]:
    for right in RIGHTS:
        was, present = getattr(before, right), getattr(now, right)
        same = f"Your share of the {right} is {in_percent(present)}%, as before."
        changed = f"Your share of the {right} was {in_percent(was)}% and is {in_percent(present)}%."
        yield same if was == present else changed


def _quoted(note: str) -> str:
    """Quote line by line, so that the author's words and links are not taken for ours."""
    return "\n".join(f"> {line}" for line in note.splitlines())


def _ends(share: Share, offer: OfferRow) -> list[str]:
    """Word the deadline; mention the link's expiry only if it is earlier."""
    deadline, end = offer.valid_until, share.expires_at
    said = [f"Please answer by {_moment(deadline)}."] if deadline else []
    if end and (deadline is None or end < deadline):
        said.append(f"Your link works until {_moment(end)}.")
    return [" ".join(said)] if said else []


def _moment(moment: datetime) -> str:
    there = moment.astimezone(UTC)
    return f"{there.day} {there:%B %Y} at {there:%H:%M} UTC"
