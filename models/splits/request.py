"""The words that ask a participant of a split for an answer."""

from collections.abc import Iterator, Sequence

from models.offers.records import OfferRow
from models.sharing.share import Share
from models.splits.news import earlier_answer, news_of
from models.splits.participant import SplitParticipant
from models.splits.shares import RIGHTS, Shares
from models.splits.sheet import in_percent

REOPENED = "Your proposal was set aside: you are asked again about the same shares."
SEE = "See everybody's shares and your own, and sign, decline or ask for other shares here:"


async def request_paragraphs(share: Share, offer: OfferRow) -> Sequence[str]:
    """Return the paragraphs; none when the invitation was replaced before it could be sent."""
    participant = await SplitParticipant.get_or_none(share_id=share.id)
    if participant is None:
        return []
    earlier = await earlier_answer(offer, share, participant.id)
    if earlier and earlier.is_reopened:
        return [_opening(offer), REOPENED, SEE]
    return [_opening(offer), *await _news(offer, participant), SEE]


def _opening(offer: OfferRow) -> str:
    terms = offer.terms
    again = f" This is round {terms.round}; only your answer to this invitation counts."
    asks = f"{offer.author.name} asks you to agree on who gets what of “{terms.project_name}”."
    return asks + (again if terms.round > 1 else "")


async def _news(offer: OfferRow, participant: SplitParticipant) -> list[str]:
    """Say what changed for the reader, and why."""
    news = await news_of(offer)
    (own_shares,) = [sharer.shares for sharer in offer.terms.participants if sharer.id == participant.id]
    changes = ["\n".join(_changes(news.before[participant.id], own_shares))] if news.before else []
    return [*changes, *([f"{offer.author.name} writes:\n{_quote(news.note)}"] if news.note else [])]


def _changes(before: Shares, now: Shares) -> Iterator[str]:
    for right in RIGHTS:
        was, present = getattr(before, right), getattr(now, right)
        unchanged = f"Your share of the {right} is {in_percent(present)}%, as before."
        change = f"Your share of the {right} was {in_percent(was)}% and is {in_percent(present)}%."
        yield unchanged if was == present else change


def _quote(note: str) -> str:
    """Quote line by line, so that nobody takes the author's words or links for ours."""
    return "\n".join(f"> {line}" for line in note.splitlines())
