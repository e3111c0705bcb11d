"""Orders of one session and the offers that they have chosen for its bill: each offer counts once."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.promotions.pricing.bill import Stacking, compute_bill
from models.promotions.pricing.cart import Cart
from models.promotions.pricing.compare import Comparison, compare
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.order import PricedOrder, price_cart
from models.promotions.pricing.promotion import UNUSED, Promotion, Use
from models.promotions.pricing.rule import FlatOff, PercentOff
from models.promotions.pricing.tab import Tab
from tests.support.menu import (
    BURGER,
    BUY_2_GET_1,
    COKE,
    FUNGHI,
    MENU,
    NOON,
    PIZZA,
    TWENTY_OFF,
    WINE,
    cart,
    codes,
    item,
    make_stackable,
    promotion,
)

HUNDRED = promotion(FlatOff(100_00), 7, "100 off")
HUNDRED_FROM_500 = replace(HUNDRED, conditions=Conditions(min_amount=500_00))
EVENING = replace(TWENTY_OFF, conditions=Conditions(opens=17 * 60, closes=19 * 60))
OLIVE = item(51, "Olive", "small", 5)


def at(hour: int) -> datetime:
    return datetime(2030, 1, 2, hour, tzinfo=UTC)


def place_order(tab: Tab, new_cart: Cart, *offers: Promotion, hour: int = 12) -> tuple[Tab, PricedOrder]:
    """Return the tab after one more order, and that order."""
    order = replace(price_cart(new_cart), at=at(hour))
    order = replace(order, promises=tab.promises_for(order, offers))
    choices = [*tab.choices, *(offer for offer in offers if not tab.has(offer.id))]
    return Tab((*tab.orders, order), tuple(choices), tab.policy), order


def tab_of(*carts: Cart, offer: Promotion) -> Tab:
    tab = Tab()
    for cart_at_table in carts:
        tab, _ = place_order(tab, cart_at_table, offer)
    return tab


def compare_offer(tab: Tab, new_cart: Cart, offer: Promotion, use: Use = UNUSED) -> Comparison:
    comparison = compare(new_cart, MENU, [(offer, use)], NOON, None, tab)
    return comparison.best or comparison.not_eligible[0]


def test_a_percentage_is_rounded_once_on_the_sum_of_all_orders() -> None:
    tenth, tab, parts = promotion(PercentOff(10_00)), Tab(), []
    for _ in range(3):
        tab, order = place_order(tab, cart((OLIVE, 1)), tenth)
        parts.append(order.offer_discount)
    assert parts == [1, 0, 1]  # of 5, 10 and 15: 0.5 up, 1, and 1.5 up
    assert compute_bill(tab.orders, [tenth]).discount == 2


def test_a_flat_discount_of_the_bill_is_taken_once_however_many_orders_choose_it() -> None:
    tab, first = place_order(Tab(), cart((PIZZA, 1)), HUNDRED)
    assert first.total == 150_00
    comparison = compare_offer(tab, cart((PIZZA, 1)), HUNDRED)
    assert (codes(comparison), comparison.savings, comparison.total) == (["ON_THE_BILL"], 0, 250_00)
    _, second = place_order(tab, cart((PIZZA, 1)), HUNDRED)
    assert second.promises == ()


@pytest.mark.parametrize(
    ("before", "new_cart", "missing"),
    [(PIZZA, ((PIZZA, 1),), None), (PIZZA, ((COKE, 1),), 200_00), (FUNGHI, ((BURGER, 1),), 20_00)],
)
def test_a_minimum_is_judged_on_all_orders_together(before: Any, new_cart: Any, missing: int | None) -> None:
    tab, _ = place_order(Tab(), cart((before, 1)))
    comparison = compare_offer(tab, cart(*new_cart), HUNDRED_FROM_500)
    assert comparison.savings == (0 if missing else 100_00)
    assert [reason.amount for reason in comparison.missing] == ([missing] if missing else [])


def test_the_hint_at_a_table_counts_what_was_ordered_before() -> None:
    tab, _ = place_order(Tab(), cart((PIZZA, 1)))
    hint = compare_offer(tab, cart((BURGER, 1)), HUNDRED_FROM_500).hint
    assert hint
    assert (hint.item, hint.quantity, hint.savings_then, hint.total_then) == (COKE, 2, 100_00, 180_00)


def test_an_order_with_an_offer_of_its_own_counts_for_no_other() -> None:
    """Decision 24."""
    discounted_order = replace(price_cart(cart((PIZZA, 3)), [BUY_2_GET_1]), at=at(12))
    tab = Tab((discounted_order,))
    assert [reason.amount for reason in compare_offer(tab, cart((PIZZA, 1)), HUNDRED_FROM_500).missing] == [
        250_00
    ]
    assert compare_offer(tab, cart((PIZZA, 1)), TWENTY_OFF).savings == 50_00


def test_of_two_that_were_chosen_the_bill_takes_the_better_one() -> None:
    """Decision 24: one offer for the bill of a session."""
    tab, first = place_order(Tab(), cart((PIZZA, 1)), TWENTY_OFF)
    tab, second = place_order(tab, cart((COKE, 1)), HUNDRED)
    assert (first.offer_discount, second.offer_discount) == (50_00, 50_00)
    assert [(use.title, use.amount) for use in tab.discounted_orders.applied_offers] == [("100 off", 100_00)]
    assert compute_bill(tab.orders, tab.choices).discount == 100_00


def test_what_saves_less_than_the_bill_has_already_is_not_eligible() -> None:
    tab = tab_of(cart((PIZZA, 2)), offer=HUNDRED)
    comparison = compare_offer(tab, cart((COKE, 1)), promotion(PercentOff(10_00), 9))
    assert codes(comparison) == ["ON_THE_BILL"]


def test_offers_of_the_bill_that_stack_are_both_taken() -> None:
    offers = make_stackable(HUNDRED), make_stackable(TWENTY_OFF)
    tab, order = place_order(Tab(policy=Stacking.COMPATIBLE), cart((PIZZA, 2)), *offers)
    assert [promise.amount for promise in order.promises] == [100_00, 80_00]
    assert compute_bill(tab.orders, offers, (), Stacking.COMPATIBLE).discount == 180_00


def test_a_happy_hour_takes_nothing_off_what_was_ordered_before_or_after() -> None:
    tab, _ = place_order(Tab(), cart((FUNGHI, 1)), hour=16)
    tab, order = place_order(tab, cart((PIZZA, 1)), EVENING, hour=18)
    tab, _ = place_order(tab, cart((FUNGHI, 1)), hour=20)
    assert order.offer_discount == tab.discounted_orders.discount == 50_00


def test_what_was_chosen_in_time_holds_when_its_end_has_passed() -> None:
    ending = replace(TWENTY_OFF, until=at(18))
    tab, _ = place_order(Tab(), cart((PIZZA, 1)), ending, hour=17)
    tab, _ = place_order(tab, cart((PIZZA, 1)), hour=18)
    assert tab.discounted_orders.discount == 50_00


def test_a_first_order_is_one_order_of_the_table() -> None:
    welcome = replace(TWENTY_OFF, conditions=Conditions(first_order=True))
    tab, _ = place_order(Tab(), cart((PIZZA, 1)), welcome)
    tab, _ = place_order(tab, cart((PIZZA, 1)))
    assert tab.discounted_orders.discount == 50_00


def test_a_session_takes_no_more_than_what_its_budget_leaves() -> None:
    session_offer = replace(TWENTY_OFF, budget=60_00).for_session(60_00)
    tab = tab_of(cart((PIZZA, 1)), offer=session_offer)
    assert compare_offer(tab, cart((PIZZA, 1)), session_offer).savings == 10_00
    assert tab_of(cart((PIZZA, 1)), cart((PIZZA, 1)), offer=session_offer).discounted_orders.discount == 60_00
    assert HUNDRED.for_session(30_00).rule == FlatOff(30_00)
    assert TWENTY_OFF.for_session(None).rule == TWENTY_OFF.rule


def test_a_first_use_that_the_budget_does_not_cover_is_refused() -> None:
    tab, _ = place_order(Tab(), cart((PIZZA, 1)))
    offer = replace(TWENTY_OFF, budget=99_99)
    assert codes(compare_offer(tab, cart((PIZZA, 1)), offer)) == ["BUDGET_EXCEEDED"]


def test_no_order_falls_below_zero_where_earlier_ones_are_cheaper_too() -> None:
    tab, _ = place_order(Tab(), cart((PIZZA, 2)))
    tab, order = place_order(tab, cart((COKE, 1)), TWENTY_OFF)
    assert (order.offer_discount, order.total, tab.discounted_orders.discount) == (50_00, 0, 110_00)


def test_the_sentence_says_what_of_the_discount_is_for_this_order() -> None:
    tab, first = place_order(Tab(), cart((PIZZA, 2)), TWENTY_OFF)
    _, second = place_order(tab, cart((PIZZA, 1)), TWENTY_OFF)
    assert first.explanation == ("20% Off Total Bill: 20% of ₹500.00: ₹100.00 off the bill.",)
    assert second.explanation == (
        "20% Off Total Bill: 20% of ₹750.00: ₹150.00 off the bill, ₹50.00 of it for this order.",
    )


def test_wine_is_never_cheaper_on_a_bill_either() -> None:
    tab, _ = place_order(Tab(), cart((PIZZA, 1)), TWENTY_OFF)
    assert codes(compare_offer(tab, cart((WINE, 1)), TWENTY_OFF)) == ["ON_THE_BILL"]


PARTIES = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(MENU), st.integers(1, 3)), min_size=1, max_size=3),
        st.integers(-1, 2),
        st.booleans(),
    ),
    max_size=5,
)
RULES = st.lists(
    st.integers(1, 100_00).map(PercentOff) | st.integers(1, 900_00).map(FlatOff), min_size=3, max_size=3
)


@settings(deadline=None, max_examples=100)
@given(PARTIES, RULES, st.integers(0, 900_00), st.sampled_from(Stacking))
def test_no_bill_comes_to_more_than_its_orders_were_said_to(
    party: Any, rules: Any, least: int, policy: Stacking
) -> None:
    """Whoever chose what, in whichever order; and to exactly as much where nobody got more than they saw."""
    terms: dict[str, Any] = {"conditions": Conditions(min_amount=least), "is_stackable": True}
    offers = [promotion(rule, number, **terms) for number, rule in enumerate(rules)]
    tab = Tab(policy=policy)
    for lines, choice, has_own in party:
        if has_own:
            discounted_order = replace(price_cart(cart(*lines), [BUY_2_GET_1], menu=MENU), at=at(12))
            tab = Tab((*tab.orders, discounted_order), tab.choices, policy)
        else:
            tab, _ = place_order(tab, cart(*lines), *offers[choice : choice + 1])
    total = compute_bill(tab.orders, tab.choices, (), policy).total
    totals = [order.total for order in tab.orders]
    assert 0 <= total <= sum(totals)
    assert all(amount >= 0 for amount in totals)


@settings(deadline=None, max_examples=60)
@given(PARTIES, RULES, st.data())
def test_what_comparing_says_at_a_table_is_what_the_bill_then_comes_to_less(
    party: Any, rules: Any, data: st.DataObject
) -> None:
    """Decision 25."""
    offer, tab = promotion(rules[0]), Tab()
    for lines, choice, _ in party:
        tab, _ = place_order(tab, cart(*lines), *[offer][: choice + 1])
    lines = data.draw(st.lists(st.tuples(st.sampled_from(MENU), st.integers(1, 3)), min_size=1, max_size=3))
    new_cart, before = cart(*lines), compute_bill(tab.orders, tab.choices).total
    savings = compare_offer(tab, new_cart, offer).savings
    after = compute_bill(
        tab.with_order(replace(price_cart(new_cart), at=at(12)), [offer]).orders, [offer]
    ).total
    assert savings == min(before + new_cart.subtotal - after, new_cart.subtotal)


@settings(deadline=None, max_examples=60)
@given(PARTIES, RULES, st.integers(0, 3000_00), st.integers(0, 12))
def test_a_hint_that_is_followed_at_a_table_saves_what_it_said(
    party: Any, rules: Any, least: int, count: int
) -> None:
    offer = promotion(rules[0], conditions=Conditions(min_amount=least, min_quantity=count))
    tab = Tab()
    for lines, choice, _ in party:
        tab, _ = place_order(tab, cart(*lines), *[offer][: choice + 1])
    new_cart = cart((PIZZA, 1))
    comparison = compare_offer(tab, new_cart, offer)
    if hint := comparison.hint:
        larger_cart = new_cart.with_more(hint.item, hint.quantity)
        after = compare_offer(tab, larger_cart, offer)
        assert (after.missing, after.savings, after.total) == ((), hint.savings_then, hint.total_then)
        assert hint.cost == larger_cart.subtotal - new_cart.subtotal


@settings(deadline=None, max_examples=60)
@given(PARTIES, RULES, st.integers(0, 900_00), st.sampled_from(Stacking))
def test_what_is_compared_fast_is_what_is_promised_with_every_line(
    party: Any, rules: Any, least: int, policy: Stacking
) -> None:
    terms: dict[str, Any] = {"conditions": Conditions(min_amount=least), "is_stackable": True}
    offers = [promotion(rule, number, **terms) for number, rule in enumerate(rules)]
    tab, bare = Tab(policy=policy), replace(price_cart(cart((PIZZA, 1), (WINE, 1))), at=at(12))
    for lines, choice, _ in party:
        tab, _ = place_order(tab, cart(*lines), *offers[choice : choice + 1])
    for offer in offers:
        assert tab.added_discount(bare, offer) == sum(
            promise.amount for promise in tab.promises_for(bare, [offer])
        )
        assert tab.discount_of(offer) == compute_bill(tab.orders, [offer], (), policy).discount
