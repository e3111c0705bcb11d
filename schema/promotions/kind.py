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
    terms_description="The terms of a promotion.",
    change=PromotionTermsChangeInput,
    change_description="Changes to a promotion's terms.",
)
