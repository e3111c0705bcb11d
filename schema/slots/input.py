"""The slot as clients write it."""

from datetime import datetime
from uuid import UUID

import strawberry

from models.offers.terms import NewTerms
from models.slots.slot import SLOT
from schema.scalars import MinorUnits


@strawberry.input(description="A time that came free. It is offered at once, and never changed: withdraw it.")
class SlotTermsInput:
    shop_id: UUID = strawberry.field(description="Where.")
    starts_at: datetime = strawberry.field(description="When it begins.")
    ends_at: datetime = strawberry.field(description="When it is over.")
    chair: str | None = strawberry.field(
        default=None, description="Which chair, room or person, if the shop tells them apart."
    )
    price: MinorUnits | None = strawberry.field(
        default=None, description="What it is worth, in the shop's currency."
    )

    def as_terms(self) -> NewTerms:
        return NewTerms(SLOT.name, {**vars(self), "appointment_id": None})
