"""The inputs of guests: a cart, contact details, an order."""

from uuid import UUID

import strawberry

from models.promotions.cart_offers import OfferChoice
from models.promotions.dining.guest import NO_CONTACT, GuestContact
from models.promotions.dining.placing import OrderRequest
from models.refused import bad_input
from schema.scalars import MinorUnits


@strawberry.input(description="A quantity of one item. Prices come from the menu.")
class CartLineInput:
    menu_item_id: UUID = strawberry.field(description="The menu item's id.")
    quantity: int = strawberry.field(default=1, description="The quantity, 1 to 999.")

    @property
    def pair(self) -> tuple[UUID, int]:
        return self.menu_item_id, self.quantity


@strawberry.input(
    description="The guest's contact details, used for limits per guest; the phone number takes"
    " precedence. Only a keyed hash is stored."
)
class GuestInput:
    phone: str | None = strawberry.field(
        default=None,
        description="The number with a country prefix, or as dialled in the restaurant's region.",
    )
    email: str | None = strawberry.field(default=None, description="The e-mail address.")


def diner(guest: GuestInput | None, secret_key: str | None) -> GuestContact:
    return GuestContact(guest.phone, guest.email, secret_key) if guest else NO_CONTACT


@strawberry.input(
    description="An order, with its offer: a chosen one, the one of a code, none, or the best automatic one."
)
class OrderInput:
    lines: list[CartLineInput] = strawberry.field(description="The lines, 1 to 100.")
    offer_id: UUID | None = strawberry.field(default=None, description="The id of the chosen offer.")
    promo_code: str | None = strawberry.field(
        default=None, description="The code of an offer, used if it saves more than the best automatic one."
    )
    no_offer: bool = strawberry.field(
        default=False,
        description="Whether to use no offer for this order. A discount on the whole bill still covers it.",
    )
    take_free_items: bool = strawberry.field(
        default=False, description="Whether to have the free items made; if not, their value is taken off."
    )
    free_item_choices: list[CartLineInput] = strawberry.field(
        default_factory=list, description="The free items chosen; the first options fill the rest."
    )
    expected_total: MinorUnits | None = strawberry.field(
        default=None,
        description="The total that the guest saw; if it differs, the order is refused with OFFER_CHANGED.",
    )
    customer: GuestInput | None = strawberry.field(
        default=None,
        description="The guest's contact details; absent for those given when the session was opened.",
    )

    def to_request(self, secret_key: str | None) -> OrderRequest:
        if self.no_offer and (self.offer_id or self.promo_code):
            raise bad_input("You cannot give noOffer with offerId or promoCode.", "noOffer")
        choices = [choice.pair for choice in self.free_item_choices]
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
