"""The arguments of the root fields at a table, with their descriptions."""

from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.promotions.dining.input import CartLineInput, GuestInput, OrderInput

MaybeRestaurantId = Annotated[
    UUID | None, argument(description="The restaurant's id; give this or the table's code.")
]
TableCode = Annotated[str, argument(description="The code on the table, in any letter case.")]
MaybeTableCode = Annotated[
    str | None,
    argument(description="The code on the table, in any letter case; give this or the restaurant's id."),
]
SessionOfTable = Annotated[UUID, argument(description="The session's id.")]
OrderId = Annotated[UUID, argument(description="The order's id.")]
GuestCode = Annotated[
    str | None,
    argument(description="The code that the guest typed; surrounding space and letter case are ignored."),
]
Cart = Annotated[list[CartLineInput], argument(description="The lines of the cart, 1 to 100.")]
Guest = Annotated[
    GuestInput | None, argument(description="The guest's contact details; absent for an unidentified guest.")
]
NewOrder = Annotated[OrderInput, argument(description="The new order.")]
