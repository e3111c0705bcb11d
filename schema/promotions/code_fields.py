"""The root fields of promo codes; those of the room extend them."""

import strawberry

from models.promotions.code_batch import CodesRequest
from models.promotions.promo_code import PromoCode as PromoCodeRow
from models.storage.paging import Listing
from resolvers.promotions import promo_codes
from schema.context import Info
from schema.fields.permissions import IsBuilder
from schema.fields.root_field import list_query, mutation
from schema.offers.arguments import OfferId
from schema.promotions.promo_code import (
    Codes,
    Count,
    GeneratedResult,
    Length,
    OfState,
    Prefix,
    PromoCode,
    PromoCodesGenerated,
    PromoCodesWithdrawn,
    UsesEach,
    WithdrawnResult,
)


@strawberry.type
class PromoCodeQuery:
    @list_query(
        IsBuilder,
        "The codes generated for one of your promotions, newest first. Admins: any promotion.",
        PromoCode,
    )
    async def promo_codes(
        self, info: Info, offer_id: OfferId, state: OfState = None
    ) -> Listing[PromoCodeRow]:
        return await promo_codes.codes(info.context.viewer, offer_id, state)


@strawberry.type
class PromoCodeMutation:
    @mutation(
        IsBuilder,
        "Generate random codes for one of your promotions that is not automatic. They avoid"
        " letters that look alike and are unique in the restaurant. Admins: any promotion.",
        GeneratedResult,
    )
    async def generate_promo_codes(
        self,
        info: Info,
        offer_id: OfferId,
        count: Count,
        prefix: Prefix = "",
        length: Length = 8,
        uses_each: UsesEach = 1,
    ) -> PromoCodesGenerated:
        wish = CodesRequest(count, prefix, length, uses_each)
        codes = await promo_codes.generate_codes(info.context.viewer, offer_id, wish)
        return PromoCodesGenerated(codes=codes)

    @mutation(
        IsBuilder,
        "Withdraw codes generated for one of your promotions. Past uses are kept. Admins: any promotion.",
        WithdrawnResult,
    )
    async def withdraw_promo_codes(self, info: Info, offer_id: OfferId, codes: Codes) -> PromoCodesWithdrawn:
        withdrawn_codes = await promo_codes.withdraw_codes(info.context.viewer, offer_id, codes)
        return PromoCodesWithdrawn(codes=withdrawn_codes)
