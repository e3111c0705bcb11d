"""The request in an e-mail to the recipient of a link: the words of its kind, and the deadline."""

from datetime import UTC, datetime

from jobs.messaging.outcomes import Rejected
from models.offers.records import OfferRow
from models.offers.register import KINDS
from models.sharing.share import Share


async def request_of(share: Share, offer: OfferRow) -> str:
    paragraphs = await KINDS[offer.kind].request(share, offer)
    if not paragraphs:
        raise Rejected("The link was replaced before it could be sent.")
    return "\n\n".join([*paragraphs[:-1], *_ends(share, offer), paragraphs[-1]])


def _ends(share: Share, offer: OfferRow) -> list[str]:
    """Word the deadline; mention the link's expiry only if it is earlier."""
    deadline, end = offer.valid_until, share.expires_at
    sentences = [f"Please answer by {_moment(deadline)}."] if deadline else []
    if end and (deadline is None or end < deadline):
        sentences.append(f"Your link works until {_moment(end)}.")
    return [" ".join(sentences)] if sentences else []


def _moment(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return f"{utc.day} {utc:%B %Y} at {utc:%H:%M} UTC"
