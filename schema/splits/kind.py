"""The split in the register of kinds."""

from models.splits.split import SPLIT
from schema.offers.kind_types import KindTypes
from schema.splits.input import SplitTermsChangeInput, SplitTermsInput
from schema.splits.shared_split import SharedSplitTerms
from schema.splits.split import SplitOffer

SPLIT_TYPES = KindTypes(
    name=SPLIT.name,
    offer=SplitOffer,
    shared_terms=SharedSplitTerms,
    terms=SplitTermsInput,
    terms_description="The terms of a split.",
    change=SplitTermsChangeInput,
    change_description="Changes to the draft of a split.",
)
