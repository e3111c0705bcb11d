"""The quantities that a cart may hold."""

import pytest

from models.promotions.cart_offers import build_cart
from models.promotions.pricing.cart import MOST_OF_ONE
from models.refused import Refused
from tests.support.menu import COKE

MENU = {COKE.id: COKE}


def test_a_cart_holds_999_of_an_item_however_many_lines_it_stands_on() -> None:
    assert build_cart([(COKE.id, 333)] * 3, MENU, "INR", "lines").lines[0].quantity == MOST_OF_ONE
    with pytest.raises(Refused) as refusal:
        build_cart([(COKE.id, 500)] * 2, MENU, "INR", "lines")
    assert (refusal.value.sentence, refusal.value.field) == (
        "All lines together cannot have more than 999 of one item.",
        "lines",
    )
