"""The incentive in the register of kinds."""

from models.incentives.incentive import INCENTIVE
from schema.incentives.incentive import IncentiveOffer
from schema.incentives.input import IncentiveTermsChangeInput, IncentiveTermsInput
from schema.incentives.shared_incentive import SharedIncentiveTerms
from schema.offers.kind_types import KindTypes

INCENTIVE_TYPES = KindTypes(
    name=INCENTIVE.name,
    offer=IncentiveOffer,
    shared_terms=SharedIncentiveTerms,
    terms=IncentiveTermsInput,
    terms_description="An incentive for agents.",
    change=IncentiveTermsChangeInput,
    change_description="Changes to an incentive.",
)
