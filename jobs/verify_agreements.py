"""Checking that what was signed is what was agreed."""

from uuid import UUID

from models.kinds.split import SPLIT
from models.lifecycle import Status
from models.offer import Offer
from models.split_agreement import wrong_in

AT_ONCE = 500


async def verify_agreements(only: UUID | None) -> tuple[int, int, list[str]]:
    """How many accepted splits were checked, how many are broken, and everything that does not match."""
    checked, broken, wrong, after = 0, 0, list[str](), None
    while offers := await _accepted_after(after, only):
        for offer in offers:
            found = await wrong_in(offer)
            broken += bool(found)
            wrong += [f"split {offer.id}: {why}" for why in found]
        checked, after = checked + len(offers), offers[-1].id
    return checked, broken, wrong


async def _accepted_after(after: UUID | None, only: UUID | None) -> list[Offer]:
    accepted = Offer.filter(kind=SPLIT.name, status=Status.ACCEPTED)
    accepted = accepted.filter(id=only) if only else accepted
    return await (accepted if after is None else accepted.filter(id__gt=after)).order_by("id").limit(AT_ONCE)
