"""The arguments of the root fields of restaurants, with their descriptions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from strawberry import argument

from models.promotions.promotion import PATH
from models.refused import Refused
from schema.promotions.input import PromotionTermsInput
from schema.promotions.restaurant_input import MenuItemInput, RestaurantChangeInput, RestaurantInput

RestaurantId = Annotated[UUID, argument(description="The restaurant's id.")]
TableId = Annotated[UUID, argument(description="The table's id.")]
ItemId = Annotated[
    UUID | None, argument(description="The id of the item to change; absent to add a new item.")
]
NewRestaurant = Annotated[RestaurantInput, argument(description="The new restaurant.")]
RestaurantChange = Annotated[RestaurantChangeInput, argument(description="The settings to change.")]
MenuItemDetails = Annotated[MenuItemInput, argument(description="The item to save.")]
NewCode = Annotated[
    str,
    argument(
        description="The code: 2 to 40 letters (A to Z), digits, hyphens and underscores; unique to one"
        " table."
    ),
]
Label = Annotated[str, argument(description="The staff's name for the table, up to 80 characters.")]
FirstDay = Annotated[
    date | None, argument(name="from", description="The first day, in the restaurant's time zone.")
]
LastDay = Annotated[
    date | None, argument(name="until", description="The last day, inclusive; by default today.")
]
Terms = Annotated[PromotionTermsInput, argument(description="The terms to try.")]
InsteadOf = Annotated[
    UUID | None,
    argument(description="The id of the promotion that would have these terms; absent for a new one."),
]
Moment = Annotated[datetime | None, argument(description="The time to assume; absent for now.")]


@contextmanager
def about_terms() -> Iterator[None]:
    """Rename the field of a refusal: the terms are an argument here, not part of a new offer."""
    try:
        yield
    except Refused as refused:
        field = refused.field or ""
        if not field.startswith(PATH):
            raise
        raise Refused(refused.code, refused.sentence, f"terms{field.removeprefix(PATH)}") from None
