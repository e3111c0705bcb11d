"""Checking that what was signed is what was agreed."""

from uuid import UUID

from models.kinds.split import SPLIT
from models.lifecycle import Status
from models.offer import Offer
from models.split_agreement import wrong_in

AT_ONCE = 500


async def verify_agreements(only: UUID | None) -> tuple[int, list[str]]:
    """How many accepted splits were checked, and what does not match in which of them."""
    checked, wrong, after = 0, list[str](), None
    while offers := await _accepted_after(after, only):
        for offer in offers:
            wrong += [f"split {offer.id}: {why}" for why in await wrong_in(offer)]
        checked, after = checked + len(offers), offers[-1].id
    return checked, wrong


async def _accepted_after(after: UUID | None, only: UUID | None) -> list[Offer]:
    accepted = Offer.filter(kind=SPLIT.name, status=Status.ACCEPTED)
    accepted = accepted.filter(id=only) if only else accepted
    return await (accepted if after is None else accepted.filter(id__gt=after)).order_by("id").limit(AT_ONCE)
