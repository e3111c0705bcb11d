"""The arguments of the root fields around restaurants, and what guests write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import argument

from models.promotions.cart_offers import Wish
from models.promotions.dining.guest import NOBODY, Diner
from models.promotions.dining.placing import OrderWish
from models.promotions.promotion import PATH
from models.refused import Refused, bad_input
from schema.promotions.input import PromotionTermsInput
from schema.promotions.restaurant_input import MenuItemInput, RestaurantChangeInput, RestaurantInput
from schema.scalars import MinorUnits

RestaurantId = Annotated[UUID, argument(description="The restaurant's id.")]
MaybeRestaurantId = Annotated[
    UUID | None, argument(description="The restaurant's id, unless the table's code is given.")
]
TableCode = Annotated[str, argument(description="The code on the table, in any letter case.")]
MaybeTableCode = Annotated[
    str | None, argument(description="The code on the table, unless the restaurant's id is given.")
]
SessionOfTable = Annotated[UUID, argument(description="The session's id.")]
TableId = Annotated[UUID, argument(description="The table's id.")]
OrderId = Annotated[UUID, argument(description="The order's id.")]
ItemId = Annotated[UUID | None, argument(description="Which item to change; absent: a new one.")]
NewRestaurant = Annotated[RestaurantInput, argument(description="The new restaurant.")]
RestaurantChange = Annotated[RestaurantChangeInput, argument(description="What to change.")]
MenuItemWish = Annotated[MenuItemInput, argument(description="The item as it should be.")]
NewCode = Annotated[
    str, argument(description="2 to 40 letters (A to Z), digits, hyphens, underscores; one table's.")
]
Label = Annotated[str, argument(description="What the staff calls the table, up to 80 characters.")]
GuestCode = Annotated[
    str | None, argument(description="A code that the guest typed; space around it and letter case aside.")
]
FirstDay = Annotated[
    date | None, argument(name="from", description="The first day, in the restaurant's zone.")
]
LastDay = Annotated[date | None, argument(name="until", description="The last day; today unless told.")]
Terms = Annotated[PromotionTermsInput, argument(description="What it would give, when, and how often.")]
InsteadOf = Annotated[
    UUID | None, argument(description="The promotion that would have these terms; absent: a new one.")
]
Moment = Annotated[datetime | None, argument(description="When; absent: now.")]


@strawberry.input(description="So many of one item. Prices come from the menu.")
class CartLineInput:
    menu_item_id: UUID = strawberry.field(description="What.")
    quantity: int = strawberry.field(default=1, description="How many, 1 to 999.")

    @property
    def pair(self) -> tuple[UUID, int]:
        return self.menu_item_id, self.quantity


@strawberry.input(
    description="Who orders, for limits for each guest; the number first. Only a keyed hash is kept."
)
class GuestInput:
    phone: str | None = strawberry.field(
        default=None, description="With its country's prefix, or as dialled in the restaurant's region."
    )
    email: str | None = strawberry.field(default=None, description="Their e-mail address.")


Cart = Annotated[list[CartLineInput], argument(description="1 to 100 lines.")]
Guest = Annotated[GuestInput | None, argument(description="Who orders; absent: nobody in particular.")]


def diner(who: GuestInput | None, secret_key: str | None) -> Diner:
    return Diner(who.phone, who.email, secret_key) if who else NOBODY


@strawberry.input(description="What a guest orders, with which offer: one, a code's, none, or the best.")
class OrderInput:
    lines: list[CartLineInput] = strawberry.field(description="1 to 100.")
    offer_id: UUID | None = strawberry.field(default=None, description="This offer.")
    promo_code: str | None = strawberry.field(
        default=None, description="The offer of this code, where it saves more than the best automatic one."
    )
    no_offer: bool = strawberry.field(
        default=False,
        description="No offer for this order; a discount on the whole bill covers it all the same.",
    )
    take_free_items: bool = strawberry.field(
        default=False, description="Whether to have the free items made; if not, their worth is taken off."
    )
    free_item_choices: list[CartLineInput] = strawberry.field(
        default_factory=list, description="Which of the free items; those not chosen are the first options."
    )
    expected_total: MinorUnits | None = strawberry.field(
        default=None, description="What the guest saw; another total is refused with OFFER_CHANGED."
    )
    customer: GuestInput | None = strawberry.field(
        default=None, description="Who orders; absent: whoever opened the session."
    )

    def wish(self, secret_key: str | None) -> OrderWish:
        if self.no_offer and (self.offer_id or self.promo_code):
            raise bad_input("You cannot give noOffer with offerId or promoCode.", "noOffer")
        choices = [each.pair for each in self.free_item_choices]
        if len({item for item, _ in choices}) < len(choices):
            raise bad_input("You must choose each item only once, with its quantity.", "freeItemChoices")
        return OrderWish(
            lines=[line.pair for line in self.lines],
            offer=Wish(self.offer_id, self.promo_code, self.no_offer),
            take_free=self.take_free_items,
            choices=dict(choices),
            expected_total=self.expected_total,
            diner=diner(self.customer, secret_key),
        )


NewOrder = Annotated[OrderInput, argument(description="What is ordered.")]


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
