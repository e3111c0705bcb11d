"""The words that tell a participant that a split is over, without details of the others."""

from dataclasses import dataclass
from datetime import datetime

from models.events import Event
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.people.user import User
from models.sharing.response import Response
from models.sharing.share import Share, ShareState, state_of
from models.splits.split import SplitTerms

AGREED = "Everybody has signed the split of “{}”: it is agreed."
DECLINED = "Somebody who was asked has declined the split of “{}”: it is over, and nobody is bound by it."
YOU_DECLINED = "You have declined the split of “{}”: it is over, and nobody is bound by it."
WITHDRAWN = "{1} has withdrawn the split of “{0}”: it is over, and nobody is bound by it."
FOR_EVER = "What was signed, word for word, stays here for you to read:"
LOOK = "See how it stood here:"


@dataclass(frozen=True, slots=True)
class Ending:
    """The words about an end; `look` introduces the link and is empty if that no longer opens."""

    subject: str
    said: str
    look: str


async def ending_of(event: Event, share: Share, now: datetime) -> Ending:
    """Word the end from the rows themselves, because a removed split is visible to nobody."""
    offer, terms = await Offer.get(id=share.offer_id), await SplitTerms.get(offer_id=share.offer_id)
    author = await User.get(id=offer.author_id)
    response = await Response.get_or_none(share_id=share.id)
    said = _words(event, response).format(terms.project_name, author.name)
    state = state_of(share, response is not None, now)
    opens = offer.deleted_at is None and state in (ShareState.OPEN, ShareState.ANSWERED)
    look = FOR_EVER if event is Event.ACCEPTED else LOOK
    return Ending(f"{author.name}: {offer.title}", said, look if opens else "")


def _words(event: Event, response: Response | None) -> str:
    if event is Event.ACCEPTED:
        return AGREED
    if event is not Event.DECLINED:
        return WITHDRAWN
    return YOU_DECLINED if response and response.decision is Decision.DECLINED else DECLINED
