"""Quotes and links, each made in one line, for tests below the schema."""

from typing import Any

from models.offers.offer import Offer
from models.offers.terms import NewTerms
from models.people.viewer import Viewer
from models.sharing.share import Share
from models.sharing.tokens import Links
from subscriptions.work import unit_of_work
from tests.support.rows import NOON

LINKS = Links("a-key-for-tests-0123456789-abcdefghijkl", "https://offers.example")
TERMS: dict[str, Any] = {"lines": [["Sink", 1_500, 1001, 1800]], "currency": "INR", "customer_name": "Asha"}


async def make_quote(author: Viewer, **shared: Any) -> Offer:
    """Create and commit a quote: a draft."""
    terms = NewTerms("quote", dict(TERMS))
    return await unit_of_work(lambda: Offer.make(author, {"title": "Kitchen", **shared}, terms, NOON))


async def share_offer(offer: Offer, author: Viewer, **share_input: Any) -> Share:
    """Create and commit a link; the first one opens the draft."""

    async def share() -> Share:
        locked = await Offer.for_change(author, offer.id)
        return await Share.make(locked, author, share_input, LINKS, NOON)

    return await unit_of_work(share)


def token_of(link: Share) -> str:
    return LINKS.token(link.id, link.rotation)


async def make_linked_quote(author: Viewer, count: int, **shared: Any) -> tuple[Offer, list[Share]]:
    """Create a quote with this many links, in one transaction."""

    async def link() -> tuple[Offer, list[Share]]:
        offer = await Offer.make(author, {"title": "Kitchen", **shared}, NewTerms("quote", dict(TERMS)), NOON)
        return offer, [await Share.make(offer, author, {}, LINKS, NOON) for _ in range(count)]

    return await unit_of_work(link)
