"""What guests write: a cart, who they are, an order."""

from uuid import UUID

import strawberry

from models.promotions.cart_offers import OfferChoice
from models.promotions.dining.guest import NO_CONTACT, GuestContact
from models.promotions.dining.placing import OrderRequest
from models.refused import bad_input
from schema.scalars import MinorUnits


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


def diner(who: GuestInput | None, secret_key: str | None) -> GuestContact:
    return GuestContact(who.phone, who.email, secret_key) if who else NO_CONTACT


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

    def wish(self, secret_key: str | None) -> OrderRequest:
        if self.no_offer and (self.offer_id or self.promo_code):
            raise bad_input("You cannot give noOffer with offerId or promoCode.", "noOffer")
        choices = [each.pair for each in self.free_item_choices]
        if len({item for item, _ in choices}) < len(choices):
            raise bad_input("You must choose each item only once, with its quantity.", "freeItemChoices")
        return OrderRequest(
            lines=[line.pair for line in self.lines],
            offer=OfferChoice(self.offer_id, self.promo_code, self.no_offer),
            take_free=self.take_free_items,
            choices=dict(choices),
            expected_total=self.expected_total,
            diner=diner(self.customer, secret_key),
        )
