"""Verification that accepted splits match what was signed."""

from uuid import UUID

from tortoise.expressions import Q, Subquery

from models.events import Event
from models.offers.activity import Activity
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.splits.agreement import mismatches
from models.splits.split import SPLIT

AT_ONCE = 500
NOT_AGREED = "there is no agreed split with this id"


async def verify_agreements(only: UUID | None) -> tuple[int, int, list[str]]:
    """Return the numbers of accepted splits checked and broken, and every mismatch."""
    count, broken_count, wrong, after = 0, 0, list[str](), None
    while offers := await _read_accepted_offers(after, only):
        for offer in offers:
            problems = await mismatches(offer)
            broken_count += bool(problems)
            wrong += [f"split {offer.id}: {why}" for why in problems]
        count, after = count + len(offers), offers[-1].id
    # A mistyped id must not look like success.
    missing = [f"split {only}: {NOT_AGREED}"] if only and not count else []
    return count, broken_count, wrong + missing


async def _read_accepted_offers(after: UUID | None, only: UUID | None) -> list[Offer]:
    """Read the next splits accepted by their row or by the log, also those whose status was tampered with."""
    logged_ids = Subquery(Activity.filter(event=Event.ACCEPTED).values("offer_id"))
    accepted_offers = Offer.filter(Q(status=Status.ACCEPTED) | Q(id__in=logged_ids), kind=SPLIT.name)
    accepted_offers = accepted_offers.filter(id=only) if only else accepted_offers
    return (
        await (accepted_offers if after is None else accepted_offers.filter(id__gt=after))
        .order_by("id")
        .limit(AT_ONCE)
    )
