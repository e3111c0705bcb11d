"""The live news of a restaurant for its owner."""

from typing import Any

from tests.support.actors import Cast
from tests.support.dining import BUY_2_GET_1, CANCEL, Dining
from tests.support.server import EventStream

NEWS = """subscription($r: UUID!, $after: String) { restaurantNews(restaurantId: $r, after: $after) {
  event cursor amount { minorUnits } offer { id title } order { id number cancelledAt }
} }"""


def next_events(heard: EventStream, count: int) -> list[Any]:
    return [heard.next() for _ in range(count)]


def test_an_owner_hears_orders_and_uses_as_they_come_and_go(cast: Cast) -> None:
    dining = Dining(cast)
    offer = dining.promotion("Buy 2 Get 1 Free", BUY_2_GET_1)
    with dining.owner.subscribe(NEWS, r=dining.id) as heard:
        order = dining.place(dining.cart(pizza=2))
        placed, used = next_events(heard, 2)
        assert (placed["event"], placed["order"]["id"], placed["amount"]) == (
            "ORDER_PLACED",
            order["id"],
            None,
        )
        assert (used["event"], used["offer"]["id"], used["order"]["number"]) == ("REDEEMED", offer, 1)
        assert used["amount"]["minorUnits"] == 250_00
        dining.owner.get(CANCEL, id=order["id"])
        back, cancelled = next_events(heard, 2)
        assert (back["event"], back["amount"]["minorUnits"]) == ("GIVEN_BACK", -250_00)
        assert cancelled["event"] == "ORDER_CANCELLED"
        assert cancelled["order"]["cancelledAt"]


def test_a_subscriber_who_reconnects_with_the_last_cursor_misses_nothing(cast: Cast) -> None:
    dining = Dining(cast)
    dining.place(dining.cart(coke=1))
    with dining.owner.subscribe(NEWS, r=dining.id) as heard:
        dining.place(dining.cart(coke=1))
        (second,) = next_events(heard, 1)
    for _ in range(2):
        dining.place(dining.cart(coke=1))
    with dining.owner.subscribe(NEWS, r=dining.id, after=second["cursor"]) as heard:
        assert [each["order"]["number"] for each in next_events(heard, 2)] == [3, 4]
