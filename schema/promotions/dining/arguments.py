"""The arguments of the root fields at a table, each with the words that clients see."""

from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.promotions.dining.input import CartLineInput, GuestInput, OrderInput

MaybeRestaurantId = Annotated[
    UUID | None, argument(description="The restaurant's id, unless the table's code is given.")
]
TableCode = Annotated[str, argument(description="The code on the table, in any letter case.")]
MaybeTableCode = Annotated[
    str | None, argument(description="The code on the table, unless the restaurant's id is given.")
]
SessionOfTable = Annotated[UUID, argument(description="The session's id.")]
OrderId = Annotated[UUID, argument(description="The order's id.")]
GuestCode = Annotated[
    str | None, argument(description="A code that the guest typed; space around it and letter case aside.")
]
Cart = Annotated[list[CartLineInput], argument(description="1 to 100 lines.")]
Guest = Annotated[GuestInput | None, argument(description="Who orders; absent: nobody in particular.")]
NewOrder = Annotated[OrderInput, argument(description="What is ordered.")]
