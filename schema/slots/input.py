"""The input for slots."""

from datetime import datetime
from uuid import UUID

import strawberry

from models.offers.terms import NewTerms
from models.slots.slot import SLOT
from schema.scalars import MinorUnits


@strawberry.input(
    description="A free time slot. It is offered immediately and cannot be changed, only withdrawn."
)
class SlotTermsInput:
    shop_id: UUID = strawberry.field(description="The shop's id.")
    starts_at: datetime = strawberry.field(description="When the slot starts.")
    ends_at: datetime = strawberry.field(description="When the slot ends.")
    chair: str | None = strawberry.field(
        default=None, description="The chair, room or person, if the shop has several."
    )
    price: MinorUnits | None = strawberry.field(
        default=None, description="The price of the slot, in the shop's currency."
    )

    def as_terms(self) -> NewTerms:
        return NewTerms(SLOT.name, {**vars(self), "appointment_id": None})
