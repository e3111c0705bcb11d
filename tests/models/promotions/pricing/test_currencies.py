"""Currencies without minor units and with a thousand of them: the same integers, other words."""

import pytest

from models.promotions.pricing.cart import Cart
from models.promotions.pricing.compare import compare
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.order import price_cart
from models.promotions.pricing.promotion import UNUSED
from models.promotions.pricing.rule import FlatOff, PercentOff
from tests.support.menu import NOON, cart, item, promotion

TEA = item(60, "Tea", "drink", 1235)
OFFER = promotion(PercentOff(10_00), 1, "Tenth", conditions=Conditions(min_amount=2000))


def tea(quantity: int, currency: str) -> Cart:
    return cart((TEA, quantity), currency=currency)


@pytest.mark.parametrize(
    ("currency", "sentence", "hint_sentence"),
    [
        ("JPY", "Add ¥765 more to qualify.", "Add one Tea for ¥1,235 and save ¥247."),
        ("KWD", "Add KWD0.765 more to qualify.", "Add one Tea for KWD1.235 and save KWD0.247."),
        ("EUR", "Add €7.65 more to qualify.", "Add one Tea for €12.35 and save €2.47."),
    ],
)
def test_amounts_are_worded_in_their_currency(currency: str, sentence: str, hint_sentence: str) -> None:
    (comparison,) = compare(tea(1, currency), [TEA], [(OFFER, UNUSED)], NOON).not_eligible
    assert comparison.hint
    assert plain(comparison.missing[0].sentence) == sentence
    assert plain(comparison.hint.sentence) == hint_sentence


@pytest.mark.parametrize(
    ("currency", "sentence"),
    [("JPY", "10% of ¥2,470: ¥247 off."), ("KWD", "10% of KWD2.470: KWD0.247 off.")],
)
def test_the_smallest_unit_is_the_unit_whatever_its_decimals(currency: str, sentence: str) -> None:
    order = price_cart(tea(2, currency), [OFFER])
    assert (order.total, plain(order.explanation[0])) == (2223, f"Tenth: {sentence}")


@pytest.mark.parametrize(("percent", "sentence"), [(12_50, "12.5%"), (1, "0.01%"), (100_00, "100%")])
def test_percentages_are_worded_without_needless_decimals(percent: int, sentence: str) -> None:
    assert f": {sentence} of " in price_cart(tea(9, "INR"), [promotion(PercentOff(percent))]).explanation[0]


def test_a_cap_is_said() -> None:
    (sentence,) = price_cart(tea(2, "JPY"), [promotion(PercentOff(10_00, 100))]).explanation
    assert sentence == "Offer: 10% of ¥2,470, capped: ¥100 off."
    (flat,) = price_cart(tea(2, "JPY"), [promotion(FlatOff(100))]).explanation
    assert flat == "Offer: ¥100 off."


def plain(text: str) -> str:
    """Without the space that does not break, which some currencies are set off with."""
    return text.replace("\N{NO-BREAK SPACE}", "")
