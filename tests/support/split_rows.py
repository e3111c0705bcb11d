"""Splits, each made in one line, for tests below the schema."""

from datetime import datetime
from typing import Any

from models.offers.answering import Details
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.offers.terms import NewTerms
from models.people.viewer import Viewer
from models.sharing import recipient
from models.sharing.share import Share
from models.sharing.visitor import Visitor
from models.splits import rounds as split_rounds
from models.splits.participant import SplitParticipant
from models.splits.shares import pro_rata
from subscriptions.work import unit_of_work
from tests.support.quote_rows import LINKS, token_of
from tests.support.rows import DAY, NOON

HOLDER = Visitor("192.0.2.0/24", "a browser")
PEOPLE = [[None, "Ada", "ada@band.example", "writer"], [None, "Ben", "ben@band.example", "singer"]]
TERMS: dict[str, Any] = {
    "project_name": "Night Bus",
    "project_description": "",
    "people": PEOPLE,
    "shares": [[6_000, 5_000], [4_000, 5_000]],
}


def terms_of(count: int) -> dict[str, Any]:
    """Return the terms of a split among Ada and Ben, or among this many people."""
    if count == len(PEOPLE):
        return dict(TERMS)
    people = [[None, f"Person {place}", f"p{place}@band.example", ""] for place in range(count)]
    parts = pro_rata([1] * count, 10_000)
    return TERMS | {"people": people, "shares": [[part, part] for part in parts]}


async def draft_split(author: Viewer, now: datetime = NOON, count: int = 2, **shared: Any) -> Offer:
    """Create and commit a split: a draft."""
    terms = NewTerms("split", terms_of(count))
    return await unit_of_work(lambda: Offer.make(author, {"title": "Who gets what", **shared}, terms, now))


async def send_split(
    author: Viewer, now: datetime = NOON, ends: datetime | None = None, **shared: Any
) -> Offer:
    """Create a split and send its invitations."""
    split = await draft_split(author, now, **shared)

    async def send() -> Offer:
        offer = await Offer.for_change(author, split.id)
        await split_rounds.send_invites(offer, author, LINKS, ends, now)
        return offer

    return await unit_of_work(send)


async def invitations(offer: Offer) -> list[Share]:
    """Return the current invitations, in the order of their e-mail addresses."""
    participants = await SplitParticipant.filter(offer_id=offer.id).order_by("email")
    shares = {share.id: share for share in await Share.filter(id__in=[row.share_id for row in participants])}
    return [shares[row.share_id] for row in participants]


async def respond(
    share: Share,
    decision: Decision,
    now: datetime = NOON,
    version: int = 1,
    comment: str = "",
    **values: Any,
) -> None:
    details = Details("split", values) if values else None
    reply = recipient.Answer(decision, comment, version, details)
    await unit_of_work(lambda: recipient.answer_link(token_of(share), reply, HOLDER, now))


async def sign(share: Share, now: datetime = NOON, version: int = 1) -> None:
    await respond(share, Decision.ACCEPTED, now, version, signature="My name")


async def make_agreed_split(author: Viewer) -> Offer:
    """Create a split that all participants have signed."""
    offer = await send_split(author, valid_until=NOON + DAY)
    for share in await invitations(offer):
        await sign(share)
    return await Offer.get(id=offer.id)
