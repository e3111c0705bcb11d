"""The arguments of the root fields of restaurants, each with the words that clients see."""

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
ItemId = Annotated[UUID | None, argument(description="Which item to change; absent: a new one.")]
NewRestaurant = Annotated[RestaurantInput, argument(description="The new restaurant.")]
RestaurantChange = Annotated[RestaurantChangeInput, argument(description="What to change.")]
MenuItemWish = Annotated[MenuItemInput, argument(description="The item as it should be.")]
NewCode = Annotated[
    str, argument(description="2 to 40 letters (A to Z), digits, hyphens, underscores; one table's.")
]
Label = Annotated[str, argument(description="What the staff calls the table, up to 80 characters.")]
FirstDay = Annotated[
    date | None, argument(name="from", description="The first day, in the restaurant's zone.")
]
LastDay = Annotated[date | None, argument(name="until", description="The last day; today unless told.")]
Terms = Annotated[PromotionTermsInput, argument(description="What it would give, when, and how often.")]
InsteadOf = Annotated[
    UUID | None, argument(description="The promotion that would have these terms; absent: a new one.")
]
Moment = Annotated[datetime | None, argument(description="When; absent: now.")]


@contextmanager
def about_terms() -> Iterator[None]:
    """The terms are an argument here, not a part of a new offer: refusals name them so."""
    try:
        yield
    except Refused as refused:
        field = refused.field or ""
        if not field.startswith(PATH):
            raise
        raise Refused(refused.code, refused.sentence, f"terms{field.removeprefix(PATH)}") from None
