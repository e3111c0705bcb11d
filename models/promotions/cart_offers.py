"""The offers that a cart gets: guests compare them, and orders are priced with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from models.promotions.active import ActivePromotion, fetch_moment, fetch_promotions
from models.promotions.menu_item import MenuItem
from models.promotions.pricing.cart import MOST_OF_ONE, Cart, CartLine
from models.promotions.pricing.compare import Comparison, Comparisons, choose_best, compare
from models.promotions.pricing.item import Item
from models.promotions.pricing.order import PricedOrder, price_cart
from models.promotions.pricing.promotion import Promotion, Use, fold_code
from models.promotions.pricing.rule import Level
from models.promotions.pricing.session_offers import Stacking
from models.promotions.pricing.tab import EMPTY_TAB, Tab
from models.promotions.restaurant import Restaurant
from models.refused import Code, Refused, bad_input

MOST_LINES = 100
USE_OF_SESSION = Use(by_customer=0)
UNKNOWN_CODE = "There is no such code."
USED_UP_CODE = "This code has already been used."
SAVES_LESS = "Another offer saves as much or more, so the code was not used."


@dataclass(frozen=True, slots=True)
class OfferChoice:
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
    active_promotions: Mapping[UUID, ActivePromotion]
    comparisons: Comparisons
    code: str | None
    tab: Tab
    local: datetime
    unknown_code: str = UNKNOWN_CODE

    def choose(self, choice: OfferChoice) -> list[Promotion]:
        """Return the promotions to take off; refuses an offer or code that the cart does not qualify for."""
        if choice.no_offer:
            return []
        if choice.offer_id is not None:
            return [self._eligible_promotion(choice.offer_id)]
        self._refuse_bad_code()
        best = choose_best(
            [comparison for comparison in self.comparisons.eligible if self._is_applied(comparison)],
            self.code,
        )
        single_offer = [best.promotion] if best else []
        return (
            self._pick_better(single_offer)
            if self.restaurant.stacking is Stacking.COMPATIBLE
            else single_offer
        )

    def price(
        self,
        promotions: Sequence[Promotion],
        take_free: bool = False,
        choices: Mapping[UUID, int] | None = None,
    ) -> PricedOrder:
        """Price the cart: order-level offers come off its lines, bill-level offers become promises."""
        order_promotions = [promotion for promotion in promotions if promotion.level is Level.ORDER]
        bill_promotions = [promotion for promotion in promotions if promotion.level is Level.SESSION]
        order = replace(price_cart(self.cart, order_promotions, take_free, choices, self.menu), at=self.local)
        return replace(order, promises=self.tab.promises_for(order, bill_promotions))

    def without(self, offer_id: UUID) -> "CartOffers":
        """Return the same comparison as if this offer did not exist."""
        eligible = [
            comparison for comparison in self.comparisons.eligible if comparison.promotion.id != offer_id
        ]
        not_eligible = tuple(
            comparison for comparison in self.comparisons.not_eligible if comparison.promotion.id != offer_id
        )
        best = eligible[0] if eligible else None
        comparisons = Comparisons(best, tuple(eligible[1:]), not_eligible)
        return replace(self, comparisons=comparisons)

    @property
    def default_promotions(self) -> list[Promotion]:
        """The promotions an order gets when the guest chooses none; an unusable code is ignored."""
        code_comparison = self._code_comparison
        usable = self.code is None or (code_comparison is not None and not code_comparison.missing)
        return self.choose(OfferChoice()) if usable else replace(self, code=None).choose(OfferChoice())

    @property
    def code_problem(self) -> str | None:
        """The sentence that says why the typed code takes nothing off, or None."""
        code_comparison = self._code_comparison
        if self.code is None:
            return None
        if code_comparison is None or code_comparison.missing:
            return code_comparison.missing[0].sentence if code_comparison else self.unknown_code
        return None if code_comparison.promotion in self.default_promotions else SAVES_LESS

    @property
    def code_id(self) -> UUID | None:
        """The id of the typed code if it was generated for a promotion; None for a promotion's own code."""
        return next(
            (
                candidate.promotion.code_id
                for candidate in self.active_promotions.values()
                if candidate.promotion.code_id
            ),
            None,
        )

    @property
    def _code_comparison(self) -> Comparison | None:
        return next(
            (
                comparison
                for comparison in self.comparisons.all_comparisons
                if comparison.promotion.matches_code(self.code)
            ),
            None,
        )

    def _is_applied(self, comparison: Comparison) -> bool:
        return self._is_automatic(comparison) or comparison.promotion.matches_code(self.code)

    def _is_automatic(self, comparison: Comparison) -> bool:
        """Tell whether the offer needs no choosing; one that is on the bill already never does."""
        is_on_the_bill = self.tab.has(comparison.promotion.id)
        return comparison.promotion.is_automatic and (self.restaurant.auto_best or is_on_the_bill)

    def _eligible_promotion(self, offer_id: UUID) -> Promotion:
        eligible = next(
            (comparison for comparison in self.comparisons.eligible if comparison.promotion.id == offer_id),
            None,
        )
        if eligible:
            return eligible.promotion
        not_eligible = (
            comparison for comparison in self.comparisons.not_eligible if comparison.promotion.id == offer_id
        )
        sentence = next(
            (comparison.missing[0].sentence for comparison in not_eligible),
            "This offer is no longer available.",
        )
        raise Refused(Code.OFFER_CHANGED, sentence, "offerId", order=self.price(self.default_promotions))

    def _refuse_bad_code(self) -> None:
        code_comparison = self._code_comparison
        if self.code is not None and code_comparison is None:
            raise bad_input(self.unknown_code, "promoCode")
        if code_comparison and code_comparison.missing:
            raise bad_input(code_comparison.missing[0].sentence, "promoCode")

    def _pick_better(self, single_offer: list[Promotion]) -> list[Promotion]:
        """Pick the best single offer, or all stackable offers together if they save more."""
        stackable = [
            comparison.promotion
            for comparison in self.comparisons.eligible
            if comparison.promotion.is_stackable and self._is_applied(comparison)
        ]
        return min((single_offer, stackable), key=lambda promotions: self.price(promotions).total)


async def compare_offers(
    restaurant: Restaurant,
    quantities: Sequence[tuple[UUID, int]],
    guest: str | None,
    code: str | None,
    now: datetime,
    tab: Tab = EMPTY_TAB,
    field: str = "cart",
) -> CartOffers:
    """Compare a cart at menu prices; a promotion that needs a code is left out unless the guest typed it.

    A bill-level offer that the table has chosen is open to everyone at the table: its use is already counted.
    """
    menu = [row.item for row in await MenuItem.menu_of(restaurant.id)]
    cart = build_cart(quantities, {item.id: item for item in menu}, restaurant.currency, field)
    typed_code = code if code and fold_code(code) else None
    promotions = await fetch_promotions(restaurant, guest, now, typed_code)
    chosen_promotions = {promotion.id: promotion for promotion in tab.choices}
    visible_promotions = [
        candidate
        for candidate in promotions
        if candidate.promotion.id in chosen_promotions or is_visible(candidate.promotion, typed_code)
    ]
    moment = await fetch_moment(restaurant, guest, now)
    candidates = [
        (replace(chosen_promotion, code=candidate.promotion.code), USE_OF_SESSION)
        if chosen_promotion
        else (candidate.promotion, candidate.use)
        for candidate in visible_promotions
        for chosen_promotion in (chosen_promotions.get(candidate.promotion.id),)
    ]
    comparisons = compare(cart, menu, candidates, moment, typed_code, tab)
    by_id = {candidate.promotion.id: candidate for candidate in visible_promotions}
    code_problem = (
        USED_UP_CODE if any(candidate.is_code_used_up for candidate in promotions) else UNKNOWN_CODE
    )
    return CartOffers(restaurant, cart, menu, by_id, comparisons, typed_code, tab, moment.local, code_problem)


def is_visible(promotion: Promotion, code: str | None) -> bool:
    return not promotion.needs_code or promotion.matches_code(code)


def build_cart(
    quantities: Sequence[tuple[UUID, int]], menu: Mapping[UUID, Item], currency: str, field: str
) -> Cart:
    if not 1 <= len(quantities) <= MOST_LINES:
        raise bad_input(f"An order must have 1 to {MOST_LINES} lines.", field)
    for place, (item_id, quantity) in enumerate(quantities):
        if item_id not in menu:
            raise bad_input("The item must be on the menu.", f"{field}.{place}.menuItemId")
        if not 1 <= quantity <= MOST_OF_ONE:
            raise bad_input(f"A quantity must be between 1 and {MOST_OF_ONE}.", f"{field}.{place}.quantity")
    cart = Cart(tuple(CartLine(menu[item_id], quantity) for item_id, quantity in quantities), currency)
    if any(line.quantity > MOST_OF_ONE for line in cart.lines):
        raise bad_input(f"All lines together cannot have more than {MOST_OF_ONE} of one item.", field)
    return cart
