"""The codes of a promotion: generating, withdrawing and listing them."""

from collections.abc import Sequence
from uuid import UUID

from models.clock import now
from models.offers.offer import Offer
from models.people.viewer import Viewer
from models.promotions import code_batch as promo_codes
from models.promotions.code_batch import CodesRequest
from models.promotions.promo_code import CodeState, PromoCode
from models.storage.listing import newest_first
from models.storage.paging import Listing
from subscriptions.work import unit_of_work


async def generate_codes(viewer: Viewer, offer_id: UUID, request: CodesRequest) -> list[str]:
    async def generate() -> str:
        offer = await Offer.for_change(viewer, offer_id, "offerId")
        return " ".join(await promo_codes.generate_codes(offer, request, viewer.id, now()))

    return (await unit_of_work(generate)).split()


async def withdraw_codes(viewer: Viewer, offer_id: UUID, codes: Sequence[str]) -> list[str]:
    async def withdraw() -> str:
        offer = await Offer.for_change(viewer, offer_id, "offerId")
        return " ".join(await promo_codes.withdraw_codes(offer, codes, viewer.id, now()))

    return (await unit_of_work(withdraw)).split()


async def codes(viewer: Viewer, offer_id: UUID, state: CodeState | None) -> Listing[PromoCode]:
    await Offer.author_view(viewer, offer_id)
    return newest_first(PromoCode.generated_codes(offer_id, state))
