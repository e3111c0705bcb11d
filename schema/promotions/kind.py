"""The promotion in the register of kinds."""

from models.promotions.promotion import PROMOTION
from schema.offers.kind_types import KindTypes
from schema.promotions.input import PromotionTermsChangeInput, PromotionTermsInput
from schema.promotions.promotion import PromotionOffer, SharedPromotionTerms

PROMOTION_TYPES = KindTypes(
    name=PROMOTION.name,
    offer=PromotionOffer,
    shared_terms=SharedPromotionTerms,
    terms=PromotionTermsInput,
    terms_description="A promotion of a restaurant.",
    change=PromotionTermsChangeInput,
    change_description="Of a promotion.",
)
