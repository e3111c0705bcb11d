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
    checked, broken, wrong, after = 0, 0, list[str](), None
    while offers := await _next_accepted(after, only):
        for offer in offers:
            found = await mismatches(offer)
            broken += bool(found)
            wrong += [f"split {offer.id}: {why}" for why in found]
        checked, after = checked + len(offers), offers[-1].id
    # A mistyped id must not look like success.
    missing = [f"split {only}: {NOT_AGREED}"] if only and not checked else []
    return checked, broken, wrong + missing


async def _next_accepted(after: UUID | None, only: UUID | None) -> list[Offer]:
    """Read the next splits accepted by their row or by the log, also those whose status was tampered with."""
    logged = Subquery(Activity.filter(event=Event.ACCEPTED).values("offer_id"))
    accepted = Offer.filter(Q(status=Status.ACCEPTED) | Q(id__in=logged), kind=SPLIT.name)
    accepted = accepted.filter(id=only) if only else accepted
    return await (accepted if after is None else accepted.filter(id__gt=after)).order_by("id").limit(AT_ONCE)
