"""The offers that a cart gets: guests compare them, and orders are priced with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from models.promotions.menu_item import MenuItem
from models.promotions.on_offer import OnOffer, moment_at, promotions_at
from models.promotions.pricing.cart import MOST_OF_ONE, Cart, CartLine
from models.promotions.pricing.compare import Comparison, Comparisons, applied, compare
from models.promotions.pricing.item import Item
from models.promotions.pricing.order import PricedOrder, priced
from models.promotions.pricing.promotion import Promotion, Use, folded
from models.promotions.pricing.rule import Level
from models.promotions.pricing.session_offers import Stacking
from models.promotions.pricing.tab import NOTHING_YET, Tab
from models.promotions.restaurant import Restaurant
from models.refused import Code, Refused, bad_input

MOST_LINES = 100
HELD = Use(by_customer=0)
UNKNOWN_CODE = "There is no such code."
USED_UP_CODE = "This code has already been used."
SAVES_LESS = "Another offer saves as much or more, so the code was not used."


@dataclass(frozen=True, slots=True)
class Wish:
    """The offer a guest wants: by its id, by its code, none at all, or, with nothing set, the best."""

    offer_id: UUID | None = None
    code: str | None = None
    no_offer: bool = False


@dataclass(frozen=True, slots=True)
class CartOffers:
    """The cart at one moment, compared with every offer that the guest may know of."""

    restaurant: Restaurant
    cart: Cart
    menu: Sequence[Item]
    on_offer: Mapping[UUID, OnOffer]
    compared: Comparisons
    code: str | None
    tab: Tab
    local: datetime
    unknown_code: str = UNKNOWN_CODE

    def applied(self, wish: Wish) -> list[Promotion]:
        """Return the promotions to take off; refuses an offer or code that the cart does not qualify for."""
        if wish.no_offer:
            return []
        if wish.offer_id is not None:
            return [self._chosen(wish.offer_id)]
        self._refuse_a_bad_code()
        best = applied([one for one in self.compared.eligible if self._is_applied(one)], self.code)
        alone = [best.promotion] if best else []
        return self._the_better(alone) if self.restaurant.stacking is Stacking.COMPATIBLE else alone

    def priced(
        self,
        promotions: Sequence[Promotion],
        take_free: bool = False,
        choices: Mapping[UUID, int] | None = None,
    ) -> PricedOrder:
        """Price the cart: order-level offers come off its lines, bill-level offers become promises."""
        own = [each for each in promotions if each.level is Level.ORDER]
        of_bill = [each for each in promotions if each.level is Level.SESSION]
        order = replace(priced(self.cart, own, take_free, choices, self.menu), at=self.local)
        return replace(order, promised=self.tab.promised(order, of_bill))

    def without(self, offer_id: UUID) -> "CartOffers":
        """Return the same comparison as if this offer did not exist."""
        ranked = [one for one in self.compared.eligible if one.promotion.id != offer_id]
        rest = tuple(one for one in self.compared.not_eligible if one.promotion.id != offer_id)
        best = ranked[0] if ranked else None
        left = Comparisons(best, tuple(ranked[1:]), rest)
        return replace(self, compared=left)

    @property
    def unasked(self) -> list[Promotion]:
        """The promotions an order gets when the guest chooses none; an unusable code is ignored."""
        coded = self._coded
        usable = self.code is None or (coded is not None and not coded.missing)
        return self.applied(Wish()) if usable else replace(self, code=None).applied(Wish())

    @property
    def code_problem(self) -> str | None:
        """The sentence that says why the typed code takes nothing off, or None."""
        coded = self._coded
        if self.code is None:
            return None
        if coded is None or coded.missing:
            return coded.missing[0].sentence if coded else self.unknown_code
        return None if coded.promotion in self.unasked else SAVES_LESS

    @property
    def code_id(self) -> UUID | None:
        """The id of the typed code if it was generated for a promotion; None for a promotion's own code."""
        return next(
            (each.promotion.code_id for each in self.on_offer.values() if each.promotion.code_id), None
        )

    @property
    def _coded(self) -> Comparison | None:
        return next((one for one in self.compared.every if one.promotion.takes(self.code)), None)

    def _is_applied(self, one: Comparison) -> bool:
        return self._is_automatic(one) or one.promotion.takes(self.code)

    def _is_automatic(self, one: Comparison) -> bool:
        """Tell whether the offer needs no choosing; one that is on the bill already never does."""
        is_on_the_bill = self.tab.has(one.promotion.id)
        return one.promotion.is_automatic and (self.restaurant.auto_best or is_on_the_bill)

    def _chosen(self, offer_id: UUID) -> Promotion:
        found = next((one for one in self.compared.eligible if one.promotion.id == offer_id), None)
        if found:
            return found.promotion
        missed = (one for one in self.compared.not_eligible if one.promotion.id == offer_id)
        why = next((one.missing[0].sentence for one in missed), "This offer is no longer available.")
        raise Refused(Code.OFFER_CHANGED, why, "offerId", order=self.priced(self.unasked))

    def _refuse_a_bad_code(self) -> None:
        coded = self._coded
        if self.code is not None and coded is None:
            raise bad_input(self.unknown_code, "promoCode")
        if coded and coded.missing:
            raise bad_input(coded.missing[0].sentence, "promoCode")

    def _the_better(self, alone: list[Promotion]) -> list[Promotion]:
        """Pick the best single offer, or all stackable offers together if they save more."""
        stacked = [
            one.promotion
            for one in self.compared.eligible
            if one.promotion.is_stackable and self._is_applied(one)
        ]
        return min((alone, stacked), key=lambda ways: self.priced(ways).total)


async def cart_offers(
    restaurant: Restaurant,
    wanted: Sequence[tuple[UUID, int]],
    guest: str | None,
    code: str | None,
    now: datetime,
    tab: Tab = NOTHING_YET,
    field: str = "cart",
) -> CartOffers:
    """Compare a cart at menu prices; a promotion that needs a code is left out unless the guest typed it.

    A bill-level offer that the table has chosen is open to everyone at the table: its use is already counted.
    """
    menu = [row.item for row in await MenuItem.menu_of(restaurant.id)]
    cart = cart_of(wanted, {item.id: item for item in menu}, restaurant.currency, field)
    typed = code if code and folded(code) else None
    found = await promotions_at(restaurant, guest, now, typed)
    chosen = {promotion.id: promotion for promotion in tab.chosen}
    known = [each for each in found if each.promotion.id in chosen or is_known(each.promotion, typed)]
    moment = await moment_at(restaurant, guest, now)
    offered = [
        (replace(held, code=each.promotion.code), HELD) if held else (each.promotion, each.use)
        for each in known
        for held in (chosen.get(each.promotion.id),)
    ]
    compared = compare(cart, menu, offered, moment, typed, tab)
    by_id = {each.promotion.id: each for each in known}
    unknown = USED_UP_CODE if any(each.is_code_used_up for each in found) else UNKNOWN_CODE
    return CartOffers(restaurant, cart, menu, by_id, compared, typed, tab, moment.local, unknown)


def is_known(promotion: Promotion, typed: str | None) -> bool:
    return not promotion.needs_code or promotion.takes(typed)


def cart_of(wanted: Sequence[tuple[UUID, int]], menu: Mapping[UUID, Item], currency: str, field: str) -> Cart:
    if not 1 <= len(wanted) <= MOST_LINES:
        raise bad_input(f"An order must have 1 to {MOST_LINES} lines.", field)
    for place, (item_id, quantity) in enumerate(wanted):
        if item_id not in menu:
            raise bad_input("The item must be on the menu.", f"{field}.{place}.menuItemId")
        if not 1 <= quantity <= MOST_OF_ONE:
            raise bad_input(f"A quantity must be between 1 and {MOST_OF_ONE}.", f"{field}.{place}.quantity")
    cart = Cart(tuple(CartLine(menu[item_id], quantity) for item_id, quantity in wanted), currency)
    if any(line.quantity > MOST_OF_ONE for line in cart.lines):
        raise bad_input(f"All lines together cannot have more than {MOST_OF_ONE} of one item.", field)
    return cart
