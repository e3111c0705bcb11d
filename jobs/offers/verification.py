"""Verification that the activity log was not rewritten."""

from collections.abc import Callable
from uuid import UUID

from models.offers.activity import Activity, broken_links
from models.offers.offer import Offer
from subscriptions.work import unit_of_work

AT_ONCE = 500


async def verify_activity(progress: Callable[[int], None]) -> tuple[int, list[str]]:
    """Check every log; return the number of lines checked and the faults found."""
    count, wrong, after = 0, list[str](), None
    while offers := await _offers_after(after):
        for offer in offers:
            lines, suspicious = await _check_log(offer)
            mismatches = await _check_locked_log(offer.id) if suspicious else []
            wrong += [f"offer {offer.id}: {why}" for why in mismatches]
            count += lines
        progress(count)
        after = offers[-1].id
    return count, wrong


async def _check_log(offer: Offer) -> tuple[int, list[str]]:
    lines = await Activity.filter(offer_id=offer.id).order_by("seq")
    return len(lines), broken_links(lines, offer.activity_seq, offer.activity_head)


async def _check_locked_log(offer_id: UUID) -> list[str]:
    """Check again with the offer locked, because its log may have grown after the offer was read."""

    async def look() -> list[str]:
        return (await _check_log(await Offer.select_for_update().get(id=offer_id)))[1]

    return await unit_of_work(look)


async def _offers_after(after: object) -> list[Offer]:
    query = Offer.all() if after is None else Offer.filter(id__gt=after)
    return await query.order_by("id").limit(AT_ONCE)
