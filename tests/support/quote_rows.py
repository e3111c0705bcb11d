"""Quotes and links for tests below the schema, made in one line each."""

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


async def quoted(author: Viewer, **shared: Any) -> Offer:
    """A new quote, committed: a draft."""
    terms = NewTerms("quote", dict(TERMS))
    return await unit_of_work(lambda: Offer.make(author, {"title": "Kitchen", **shared}, terms, NOON))


async def shared(offer: Offer, author: Viewer, **wish: Any) -> Share:
    """A new link, committed; the first one opens the draft."""

    async def share() -> Share:
        found = await Offer.for_change(author, offer.id)
        return await Share.make(found, author, wish, LINKS, NOON)

    return await unit_of_work(share)


def token_of(link: Share) -> str:
    return LINKS.token(link.id, link.rotation)


async def linked(author: Viewer, count: int, **shared: Any) -> tuple[Offer, list[Share]]:
    """A new quote with so many links, committed at once."""

    async def link() -> tuple[Offer, list[Share]]:
        offer = await Offer.make(author, {"title": "Kitchen", **shared}, NewTerms("quote", dict(TERMS)), NOON)
        return offer, [await Share.make(offer, author, {}, LINKS, NOON) for _ in range(count)]

    return await unit_of_work(link)
