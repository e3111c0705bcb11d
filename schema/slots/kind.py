"""The slot in the register of kinds."""

from models.slots.slot import SLOT
from schema.offers.kind_types import KindTypes
from schema.slots.input import SlotTermsInput
from schema.slots.shared_slot import SharedSlotTerms
from schema.slots.slot import SlotOffer

SLOT_TYPES = KindTypes(
    name=SLOT.name,
    offer=SlotOffer,
    shared_terms=SharedSlotTerms,
    terms=SlotTermsInput,
    terms_description="A free time slot.",
)
