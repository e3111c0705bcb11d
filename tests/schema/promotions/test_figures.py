"""The figures of a restaurant's promotions, read over HTTP by its owner."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from models.clock import now
from models.promotions.dining.order import Order
from models.promotions.dining.redemption import Redemption
from models.promotions.dining.table_session import TableSession
from tests.support.actors import Cast
from tests.support.database_dump import run_on_database
from tests.support.dining import BUY_2_GET_1, CANCEL, NO, Dining, amounts, expect_success

MONEY = "{ minorUnits text }"
FIGURES = f"""query($r: UUID!, $from: Date, $until: Date) {{
  promotionFigures(restaurantId: $r, from: $from, until: $until) {{ ...on PromotionFigures {{
    from until orders ordersWithOffer usageRate meanSaving {MONEY} saved {MONEY} savedOnBills {MONEY}
    revenue {MONEY} mostUsed {{ offer {{ id title }} uses saved {MONEY} }}
    days {{ date orders ordersWithOffer saved {MONEY} revenue {MONEY} }}
  }} {NO} }}
}}"""
DELETE = "mutation($id: UUID!) { deleteOffer(id: $id) { __typename ...on Refusal { code } } }"
BURGERS_OFF = {"flatOff": {"amount": 30_00, "scope": {"categories": ["Burgers"]}}}
TWENTY_OFF = {"percentOff": {"percent": 20, "scope": {"categories": ["Pizza"]}}}
DAY = timedelta(days=1)


def figures(dining: Dining, first: object = None, last: object = None) -> Any:
    days = {name: None if day is None else str(day) for name, day in (("from", first), ("until", last))}
    return dining.owner.get(FIGURES, r=dining.id, **days)


def move_order(cast: Cast, order: Any, moment: datetime) -> None:
    """Move the order and its redemptions to this moment."""

    async def move() -> None:
        order_id = UUID(order["id"])
        await Order.filter(id=order_id).update(created_at=moment)
        await Redemption.filter(order_id=order_id).update(created_at=moment)

    run_on_database(cast.server, move)


def test_an_empty_restaurant_has_zeros_every_day_and_no_means(cast: Cast) -> None:
    found = expect_success(figures(Dining(cast)))
    assert (found["orders"], found["usageRate"], found["meanSaving"], found["mostUsed"]) == (
        0,
        None,
        None,
        [],
    )
    assert len(found["days"]) == 30
    assert {day["revenue"]["text"] for day in found["days"]} == {"₹0.00"}


def test_figures_are_those_of_the_orders_that_were_not_cancelled(cast: Cast) -> None:
    dining = Dining(cast)
    buy_get = dining.promotion("Buy 2 Get 1 Free", BUY_2_GET_1)
    burgers = dining.promotion("Burgers", BURGERS_OFF)
    dining.place(dining.cart(pizza=2), takeFreeItems=True)
    for _ in range(2):
        dining.place(dining.cart(burger=1))
    dining.place(dining.cart(coke=1), noOffer=True)
    gone = dining.place(dining.cart(pizza=2))
    dining.owner.get(CANCEL, id=gone["id"])
    found = expect_success(figures(dining))
    assert (found["orders"], found["ordersWithOffer"], found["usageRate"]) == (4, 3, 75)
    assert amounts(found, "saved", "savedOnBills", "meanSaving", "revenue") == [310_00, 0, 103_33, 790_00]
    assert [(each["offer"]["id"], each["uses"], *amounts(each, "saved")) for each in found["mostUsed"]] == [
        (burgers, 2, 60_00),
        (buy_get, 1, 250_00),
    ]
    assert dining.owner.get(DELETE, id=burgers)["code"] == "IN_USE"


def test_an_order_counts_on_its_day_in_the_restaurants_zone(cast: Cast) -> None:
    dining = Dining(cast, timeZone="Asia/Kolkata")
    dining.promotion("Twenty", TWENTY_OFF)
    midnight = datetime(2030, 5, 10, tzinfo=ZoneInfo("Asia/Kolkata"))
    for moment in (midnight - timedelta(seconds=1), midnight, midnight + DAY - timedelta(microseconds=1)):
        move_order(cast, dining.place(dining.cart(pizza=1)), moment.astimezone(UTC))
    move_order(cast, dining.place(dining.cart(pizza=1)), (midnight + DAY).astimezone(UTC))
    found = expect_success(figures(dining, "2030-05-08", "2030-05-10"))
    days = [(day["date"], day["orders"], *amounts(day, "saved", "revenue")) for day in found["days"]]
    assert days == [
        ("2030-05-08", 0, 0, 0),
        ("2030-05-09", 1, 50_00, 200_00),
        ("2030-05-10", 2, 100_00, 400_00),
    ]
    assert (found["from"], found["until"], found["mostUsed"][0]["uses"]) == ("2030-05-08", "2030-05-10", 3)


def test_what_comes_off_a_bill_counts_on_the_day_its_party_sat_down(cast: Cast) -> None:
    dining = Dining(cast)
    ten = dining.promotion("10% on 300", {"percentOff": {"percent": 10}}, conditions={"minAmount": 300_00})
    for _ in range(2):
        dining.place(dining.cart(burger=1), noOffer=True)
    dining.close()
    found = expect_success(figures(dining))
    assert amounts(found, "saved", "savedOnBills", "revenue") == [30_00, 30_00, 270_00]
    assert (found["ordersWithOffer"], found["mostUsed"][0]["offer"]["id"]) == (0, ten)
    session = UUID(dining.session)
    run_on_database(cast.server, lambda: TableSession.filter(id=session).update(created_at=now() - 40 * DAY))
    found = expect_success(figures(dining))
    assert (*amounts(found, "saved", "revenue"), found["mostUsed"]) == (0, 300_00, [])


@pytest.mark.parametrize(
    ("first", "last", "field"), [("2030-01-02", "2030-01-01", "from"), ("2028-01-01", "2029-01-01", "from")]
)
def test_days_that_make_no_sense_are_refused(cast: Cast, first: str, last: str, field: str) -> None:
    refused = figures(Dining(cast), first, last)
    assert (refused["code"], refused["field"]) == ("BAD_INPUT", field)
