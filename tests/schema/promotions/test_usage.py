"""How one promotion was used, and what was ordered before and after it began."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.clock import now
from models.offers.offer import Offer
from models.promotions.dining.order import Order
from tests.support.actors import Cast
from tests.support.database_dump import run_on_database
from tests.support.dining import BUY_2_GET_1, CANCEL, Dining, amounts

SPAN = "{ starts ends orders ordersWithIt revenue { minorUnits } }"
USAGE = f"""query($id: UUID!) {{ promotionUsage(offerId: $id) {{
  used spent {{ minorUnits }} usesLeft budgetLeft {{ minorUnits }} givenBack guests
  before {SPAN} after {SPAN}
}} }}"""
DUPLICATE = """mutation($id: UUID!) {
  duplicateOffer(id: $id) { ... on PromotionOffer { id status } }
}"""
DAY = timedelta(days=1)


def usage(dining: Dining, offer: str) -> Any:
    return dining.owner.get(USAGE, id=offer)


def length(span: Any) -> timedelta:
    starts, ends = map(datetime.fromisoformat, (span["starts"], span["ends"]))
    return ends - starts


def move_order(cast: Cast, order: Any, when: datetime) -> None:
    run_on_database(cast.server, lambda: Order.filter(id=UUID(order["id"])).update(created_at=when))


def test_what_was_used_what_is_left_and_what_was_given_back(cast: Cast) -> None:
    dining = Dining(cast)
    offer = dining.promotion("Buy 2 Get 1 Free", BUY_2_GET_1, usageLimit=5, budget=1000_00)
    for phone in ("9812345678", "9812345678", "9812345679"):
        order = dining.place(dining.cart(pizza=2), customer={"phone": phone})
    dining.place(dining.cart(pizza=2))
    dining.owner.get(CANCEL, id=order["id"])
    found = usage(dining, offer)
    assert (found["used"], found["usesLeft"], found["givenBack"], found["guests"]) == (3, 2, 1, 1)
    assert amounts(found, "spent", "budgetLeft") == [750_00, 250_00]


def test_equal_times_before_and_after_it_began_are_compared(cast: Cast) -> None:
    dining = Dining(cast)
    offer = dining.promotion("Buy 2 Get 1 Free", BUY_2_GET_1)
    began = now() - 3 * DAY
    run_on_database(cast.server, lambda: Offer.filter(id=UUID(offer)).update(created_at=began))
    for day in (-10, -2, -1, 1):
        move_order(cast, dining.place(dining.cart(burger=1)), began + day * DAY)
    move_order(cast, dining.place(dining.cart(pizza=2)), began + 2 * DAY)
    found = usage(dining, offer)
    before, after = found["before"], found["after"]
    assert [each["orders"] for each in (before, after)] == [2, 2]
    assert [each["ordersWithIt"] for each in (before, after)] == [0, 1]
    assert [amounts(each, "revenue") for each in (before, after)] == [[300_00], [400_00]]
    assert length(before) == length(after) >= 3 * DAY
    assert before["ends"] == after["starts"]


def test_what_has_not_begun_has_nothing_to_compare(cast: Cast) -> None:
    dining = Dining(cast)
    begins = (now() + DAY).isoformat()
    later = dining.promotion("Later", BUY_2_GET_1, validFrom=begins)
    draft = dining.owner.get(DUPLICATE, id=dining.promotion("Now", BUY_2_GET_1))
    for offer in (later, draft["id"]):
        found = usage(dining, offer)
        assert (found["before"], found["after"], found["usesLeft"], found["budgetLeft"]) == (None,) * 4


def test_a_promotion_that_is_over_is_compared_up_to_its_end(cast: Cast) -> None:
    dining = Dining(cast)
    offer = dining.promotion("Buy 2 Get 1 Free", BUY_2_GET_1)
    began = now() - 5 * DAY
    times = {"created_at": began, "valid_until": began + DAY}
    run_on_database(cast.server, lambda: Offer.filter(id=UUID(offer)).update(**times))
    move_order(cast, dining.place(dining.cart(burger=1)), began + 2 * DAY)
    after = usage(dining, offer)["after"]
    assert (after["orders"], length(after)) == (0, DAY)
