"""Which offer is applied: labels, order, codes, and the guest's choice among free items."""

from uuid import UUID

import pytest

from models.promotions.pricing.compare import Priority, choose_best, compare
from models.promotions.pricing.item import Scope
from models.promotions.pricing.order import price_cart
from models.promotions.pricing.promotion import UNUSED
from models.promotions.pricing.rule import BuyGet, FlatOff, FreeItem
from models.refused import Refused
from tests.support.menu import (
    BURGER,
    BUY_2_GET_1,
    COKE,
    DRINKS,
    FUNGHI,
    JUICE,
    MENU,
    NOON,
    PIZZA,
    PIZZAS,
    TWO_PIZZAS_AND_A_COKE,
    cart,
    compare_all,
    item,
    make_stackable,
    promotion,
)

CART = cart(*TWO_PIZZAS_AND_A_COKE)
FREE_DRINK = promotion(FreeItem(DRINKS), 7, "Free drink")
TWO_DRINKS = promotion(FreeItem(DRINKS, 2), 8, "Two drinks")


@pytest.mark.parametrize(
    ("savings", "label"),
    [(100_00, Priority.GOOD), (80_00, Priority.GOOD), (79_99, Priority.OKAY), (1, Priority.OKAY)],
)
def test_what_saves_eighty_percent_of_the_best_is_good(savings: int, label: Priority) -> None:
    """Decision 26."""
    found = compare_all(CART, promotion(FlatOff(100_00), 1, "A"), promotion(FlatOff(savings), 2, "B"))
    assert found.best
    assert (found.best.priority, found.best.savings) == (Priority.BEST, 100_00)
    assert [offer.priority for offer in found.others] == [label]


def test_equal_savings_are_ordered_by_priority_then_title_then_id() -> None:
    first, second = promotion(FlatOff(1), 9, "Z", priority=1), promotion(FlatOff(1), 4, "A")
    third, fourth = promotion(FlatOff(1), 2, "B"), promotion(FlatOff(1), 3, "B")
    found = compare_all(CART, fourth, second, third, first)
    assert found.best
    assert [comparison.promotion for comparison in (found.best, *found.others)] == [
        first,
        second,
        third,
        fourth,
    ]


@pytest.mark.parametrize(("amount", "wins"), [(99_99, False), (100_00, False), (100_01, True)])
def test_a_code_replaces_the_automatic_offer_only_when_it_saves_more(amount: int, wins: bool) -> None:
    """Decision 24."""
    automatic = promotion(FlatOff(100_00), 1, "Automatic")
    coded = promotion(FlatOff(amount), 2, "Code", code="LUNCH", is_automatic=False, priority=9)
    found = compare_all(CART, automatic, coded, code="lunch")
    taken = choose_best(found.eligible, "lunch")
    assert taken
    assert taken.promotion == (coded if wins else automatic)


def test_what_is_neither_automatic_nor_typed_waits_to_be_chosen() -> None:
    chosen, small = promotion(FlatOff(100_00), 1, is_automatic=False), promotion(FlatOff(1), 2)
    found = compare_all(CART, chosen, small)
    taken = choose_best(found.eligible, None)
    assert found.best
    assert taken
    assert (found.best.promotion, taken.promotion) == (chosen, small)
    assert choose_best(compare_all(CART, chosen).eligible, None) is None


def test_nothing_to_compare_is_nothing_to_apply() -> None:
    found = compare(CART, MENU, [], NOON)
    assert (found.best, found.others, found.not_eligible) == (None, (), ())
    assert choose_best(found.eligible, None) is None


def test_the_guest_chooses_among_several_free_items() -> None:
    no_drink = cart((PIZZA, 2))
    (choice,) = compare(no_drink, MENU, [(FREE_DRINK, UNUSED)], NOON).best.free_items  # type: ignore[union-attr]
    assert (choice.options, choice.worth) == ((COKE, JUICE), 50_00)
    order = price_cart(no_drink, [FREE_DRINK], True, {JUICE.id: 1}, MENU)
    assert (order.lines[-1].item, order.lines[-1].is_free, order.total) == (JUICE, True, 500_00)
    assert order.offer_discount == 120_00


def test_free_items_may_be_named_one_by_one_and_by_category() -> None:
    either = Scope(items=frozenset({PIZZA.id, UUID(int=99)}), categories=frozenset({"drink"}))
    found = compare_all(cart((BURGER, 2)), promotion(FreeItem(either))).best
    assert found
    assert found.free_items[0].options == (COKE, JUICE, PIZZA)


def test_where_nothing_is_chosen_the_first_option_is_taken() -> None:
    order = price_cart(cart((PIZZA, 2)), [TWO_DRINKS], True, {JUICE.id: 1}, MENU)
    assert [(line.item, line.quantity) for line in order.lines if line.is_free] == [(JUICE, 1), (COKE, 1)]


@pytest.mark.parametrize(
    "choices", [{PIZZA.id: 1}, {COKE.id: 2}, {COKE.id: -1}, {COKE.id: 0}, {UUID(int=99): 1}]
)
def test_a_choice_that_the_offer_does_not_give_is_refused(choices: dict[UUID, int]) -> None:
    with pytest.raises(Refused) as refusal:
        price_cart(cart((PIZZA, 2)), [FREE_DRINK], True, choices, MENU)
    assert refusal.value.field == "freeItemChoices"


def test_a_free_pizza_is_never_dearer_than_the_cheapest_that_was_bought() -> None:
    """Decision 22."""
    small = item(40, "Small", "pizza", 150_00)
    found = compare(CART, (*MENU, small), [(BUY_2_GET_1, UNUSED)], NOON).best
    assert found
    assert found.free_items[0].options == (PIZZA, small)
    with pytest.raises(Refused):
        price_cart(CART, [BUY_2_GET_1], True, {FUNGHI.id: 1}, MENU)


def test_without_the_bought_pizza_there_is_no_free_one() -> None:
    assert price_cart(cart((PIZZA, 1), (COKE, 1)), [BUY_2_GET_1], True, menu=MENU).offer_discount == 0


def test_offers_that_do_not_stack_are_not_combined() -> None:
    """Decision 24."""
    with pytest.raises(Refused):
        price_cart(CART, [BUY_2_GET_1, make_stackable(FREE_DRINK)], menu=MENU)


def test_a_unit_counts_for_one_offer_only() -> None:
    again = promotion(BuyGet(BUY_2_GET_1.rule.buy, 2), 9, "Again", is_stackable=True)  # type: ignore[union-attr]
    three = cart((PIZZA, 3))
    order = price_cart(three, [make_stackable(BUY_2_GET_1), again], True, menu=MENU)
    assert (order.offer_discount, [use.title for use in order.applied_offers]) == (250_00, ["Again"])
    six = price_cart(cart((PIZZA, 6)), [make_stackable(BUY_2_GET_1), again], True, menu=MENU)
    assert six.offer_discount == 500_00


def test_the_dearest_count_as_bought_so_that_the_next_offer_makes_the_cheapest_free() -> None:
    """Decision 22."""
    drink = promotion(BuyGet(PIZZAS, 1, DRINKS, times=1), 1, is_stackable=True, priority=1)
    pizza = promotion(FreeItem(PIZZAS), 2, is_stackable=True)
    order = price_cart(cart((FUNGHI, 1), (PIZZA, 1)), [drink, pizza], True, menu=MENU)
    assert [(line.item, line.is_free) for line in order.lines] == [
        (FUNGHI, False),
        (COKE, True),
        (PIZZA, True),
    ]
