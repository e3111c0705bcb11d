"""Checking that nobody rewrote the log."""

from collections.abc import Callable

from models.activity import Activity, broken_links
from models.offer import Offer

AT_ONCE = 500


async def verify_activity(progress: Callable[[int], None]) -> tuple[int, list[str]]:
    """How many lines were checked, and what is wrong with which offer."""
    checked, wrong, after = 0, list[str](), None
    while offers := await _offers_after(after):
        for offer in offers:
            lines = await Activity.filter(offer_id=offer.id).order_by("seq")
            wrong += [
                f"offer {offer.id}: {why}"
                for why in broken_links(lines, offer.activity_seq, offer.activity_head)
            ]
            checked += len(lines)
        progress(checked)
        after = offers[-1].id
    return checked, wrong


async def _offers_after(after: object) -> list[Offer]:
    query = Offer.all() if after is None else Offer.filter(id__gt=after)
    return await query.order_by("id").limit(AT_ONCE)
