"""What holds for all carts and all promotions."""

from dataclasses import replace
from uuid import UUID

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.promotions.pricing.cart import Cart, CartLine, Item
from models.promotions.pricing.compare import Comparison, compare
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.item import Scope
from models.promotions.pricing.order import PricedOrder, price_cart
from models.promotions.pricing.promotion import UNUSED, Promotion
from models.promotions.pricing.rule import BuyGet, FlatOff, FreeItem, PercentOff, Rule
from models.rounding import split_by_weight
from tests.support.menu import NOON, item, promotion

enough = settings(max_examples=60)
counts, amounts, percents = st.integers(1, 4), st.integers(1, 3000), st.integers(1, 100_00)
prices = st.tuples(*[st.integers(0, 500)] * 4)
quantities = st.tuples(*[st.integers(0, 5)] * 4)
A, B, LAST = frozenset({"a"}), frozenset({"b"}), frozenset({UUID(int=3)})
scopes = st.sampled_from(
    [Scope(), Scope(LAST), Scope(categories=A), Scope(categories=B), Scope(categories=A | B), Scope(LAST, B)]
)
bills = st.builds(PercentOff, percents, st.none() | amounts, scopes) | st.builds(FlatOff, amounts, scopes)
buys = st.builds(
    BuyGet, scopes, counts, st.none() | scopes, counts, percents | st.just(100_00), st.none() | counts
)
rules: st.SearchStrategy[Rule] = bills | buys | st.builds(FreeItem, scopes, counts)
thresholds = st.builds(Conditions, st.integers(0, 1500), st.integers(0, 4), scopes)


def world(prices: tuple[int, ...], quantities: tuple[int, ...]) -> tuple[list[Item], Cart]:
    """Two sorts of a, two of b, of which one is not discountable; the dearest may be any."""
    rows = zip(prices, "abab", (True, True, False, True), strict=True)
    menu = [item(at, f"i{at}", category, price, able) for at, (price, category, able) in enumerate(rows)]
    return menu, Cart(
        tuple(CartLine(menu_item, n) for menu_item, n in zip(menu, quantities, strict=True) if n)
    )


worlds = st.builds(world, prices, quantities)


def compare_offer(cart: Cart, menu: list[Item], offer: Promotion) -> Comparison:
    result = compare(cart, menu, [(offer, UNUSED)], NOON)
    return result.best or result.not_eligible[0]


def adds_up(order: PricedOrder, cart: Cart) -> None:
    ordered_lines = Cart(tuple(CartLine(line.item, line.quantity) for line in order.lines)).lines
    assert order.total == sum(line.total for line in order.lines) == order.subtotal - order.offer_discount
    assert order.offer_discount == sum(use.amount for use in order.applied_offers)
    assert all(0 <= line.discount <= line.list_price * line.quantity for line in order.lines)
    assert all(line.discount == 0 for line in order.lines if not line.item.discountable)
    assert all(line.unit_price == (0 if line.is_free else line.list_price) for line in order.lines)
    assert all((line.offer_id is not None) == (line.discount > 0) for line in order.lines)
    assert all(
        any(
            ordered_line.item == line.item and ordered_line.quantity >= line.quantity
            for ordered_line in ordered_lines
        )
        for line in cart.lines
    )


@enough
@given(worlds, rules, st.booleans())
def test_an_order_adds_up_and_never_falls_below_zero(
    world: tuple[list[Item], Cart], rule: Rule, take: bool
) -> None:
    """Decision 23."""
    menu, cart = world
    adds_up(price_cart(cart, [promotion(rule)], take, menu=menu), cart)


@enough
@given(worlds, st.lists(rules, max_size=4), st.booleans())
def test_stacked_offers_add_up_and_never_fall_below_zero(
    world: tuple[list[Item], Cart], several: list[Rule], take: bool
) -> None:
    menu, cart = world
    offers = [promotion(rule, number, is_stackable=True) for number, rule in enumerate(several)]
    order = price_cart(cart, offers, take, menu=menu)
    adds_up(order, cart)
    assert order == price_cart(cart, offers[::-1], take, menu=menu)


@enough
@given(worlds, rules, st.randoms(use_true_random=False))
def test_neither_order_nor_splitting_of_lines_changes_anything(
    world: tuple[list[Item], Cart], rule: Rule, chance: object
) -> None:
    """Decision 22."""
    menu, cart = world
    units = [CartLine(line.item, 1) for line in cart.lines for _ in range(line.quantity)]
    chance.shuffle(units)  # type: ignore[attr-defined]
    split, offer = Cart(tuple(units)), promotion(rule)
    assert price_cart(split, [offer], menu=menu) == price_cart(cart, [offer], menu=menu)
    assert compare_offer(split, menu[::-1], offer) == compare_offer(cart, menu, offer)


@enough
@given(worlds, bills, thresholds, st.data())
def test_more_of_an_item_never_makes_the_saving_of_a_threshold_offer_smaller(
    world: tuple[list[Item], Cart], rule: Rule, conditions: Conditions, data: st.DataObject
) -> None:
    menu, cart = world
    offer = promotion(rule, conditions=conditions)
    more = cart.with_more(data.draw(st.sampled_from(menu)), data.draw(counts))
    assert compare_offer(more, menu, offer).savings >= compare_offer(cart, menu, offer).savings


@enough
@given(worlds, st.builds(FreeItem, scopes, st.just(1)), thresholds, st.data())
def test_more_of_what_is_in_the_cart_never_makes_a_free_item_smaller(
    world: tuple[list[Item], Cart], rule: Rule, conditions: Conditions, data: st.DataObject
) -> None:
    menu, cart = world
    offer = promotion(rule, conditions=conditions)
    if cart.lines:
        more = cart.with_more(data.draw(st.sampled_from(cart.lines)).item, 1)
        assert compare_offer(more, menu, offer).savings >= compare_offer(cart, menu, offer).savings


@enough
@given(worlds, rules)
def test_the_comparison_saves_what_the_order_then_takes_off(
    world: tuple[list[Item], Cart], rule: Rule
) -> None:
    """Decisions 21 and 25: who takes the free items gets as much, unless the cart could not hold it."""
    menu, cart = world
    comparison = compare_offer(cart, menu, promotion(rule))
    declined_order, accepted_order = (
        price_cart(cart, [promotion(rule)], take, menu=menu) for take in (False, True)
    )
    assert (comparison.savings, comparison.total) == (declined_order.offer_discount, declined_order.total)
    assert comparison.savings == min(accepted_order.offer_discount, cart.discountable_subtotal)
    added_amount = accepted_order.subtotal - cart.subtotal
    assert added_amount == sum(choice.worth * choice.quantity for choice in comparison.free_items)


@enough
@given(worlds, buys)
def test_bought_units_are_never_the_free_ones(world: tuple[list[Item], Cart], rule: BuyGet) -> None:
    """Decision 22: whatever is free or cheaper, enough is left at its full price to have earned it."""
    menu, cart = world
    free = replace(rule, percent=100_00)
    order = price_cart(cart, [promotion(free)], True, menu=menu)
    free_quantity = sum(line.quantity for line in order.lines if line.is_free)
    bought_quantity = sum(
        line.quantity for line in order.lines if not line.is_free and rule.buy.covers(line.item)
    )
    times = -(-free_quantity // rule.get_quantity)
    assert bought_quantity >= times * rule.buy_quantity
    assert rule.times is None or times <= rule.times


@enough
@given(st.lists(st.integers(1, 500), max_size=12), counts, counts, st.none() | counts)
def test_of_the_same_sort_the_cheapest_are_free_as_if_counted_out_by_hand(
    prices: list[int], buy: int, get: int, limit: int | None
) -> None:
    """Decision 22: buy so many, then so many are free, and again; only free units are added."""
    sort = [item(at, f"p{at}", "pizza", price) for at, price in enumerate(prices)]
    rule = BuyGet(Scope(categories=frozenset({"pizza"})), buy, None, get, times=limit)
    order = price_cart(
        Cart(tuple(CartLine(menu_item, 1) for menu_item in sort)), [promotion(rule)], True, menu=sort
    )
    times, in_cart, units_left = 0, 0, len(prices)
    while units_left >= buy and (limit is None or times < limit):
        free = min(get, units_left - buy)
        times, in_cart, units_left = times + 1, in_cart + free, units_left - buy - free
    added_amount = (times * get - in_cart) * min(prices, default=0)
    assert order.offer_discount == sum(sorted(prices)[:in_cart]) + added_amount
    assert order.total == sum(sorted(prices)[in_cart:])


@enough
@given(worlds, rules, thresholds)
def test_a_hint_that_is_followed_qualifies_and_saves_what_it_said(
    world: tuple[list[Item], Cart], rule: Rule, conditions: Conditions
) -> None:
    menu, cart = world
    offer = promotion(rule, conditions=conditions)
    comparison = compare_offer(cart, menu, offer)
    assert comparison.hint is None or comparison.missing
    if hint := comparison.hint:
        larger_cart = cart.with_more(hint.item, hint.quantity)
        after = compare_offer(larger_cart, menu, offer)
        assert (after.missing, after.savings, after.total) == ((), hint.savings_then, hint.total_then)
        assert hint.cost == hint.item.price * hint.quantity == larger_cart.subtotal - cart.subtotal


@enough
@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_a_spread_adds_up_and_no_part_is_a_whole_unit_away_from_its_proportion(
    amount: int, weights: list[int]
) -> None:
    """Decision 23."""
    parts, whole = split_by_weight(amount, weights), sum(weights)
    assert sum(parts) == (amount if whole else 0)
    assert all(
        abs(part * whole - amount * weight) < whole
        for part, weight in zip(parts, weights, strict=True)
        if whole
    )


@settings(enough, max_examples=40)
@given(st.builds(world, st.tuples(*[st.integers(100, 500)] * 4), quantities), rules, thresholds)
def test_no_other_item_qualifies_for_less_than_the_hint(
    world: tuple[list[Item], Cart], rule: Rule, conditions: Conditions
) -> None:
    """Tried with up to sixteen of each; a percentage so small that it rounds to nothing aside."""
    menu, cart = world
    offer = promotion(rule, conditions=conditions)
    assume(getattr(rule, "percent", 100_00) >= 10_00)
    comparison = compare_offer(cart, menu, offer)
    attempts = [
        (menu_item.price * n, menu_item, n) for menu_item in menu for n in range(1, 17) if comparison.missing
    ]
    qualifying_costs = [
        cost
        for cost, menu_item, n in attempts
        if compare_offer(cart.with_more(menu_item, n), menu, offer).savings
    ]
    assert (comparison.hint.cost if comparison.hint else None) == min(qualifying_costs, default=None)
