"""What the holder of a table's code reads and receives live, and the preview of an order."""

from typing import Any
from uuid import uuid4

from tests.support.actors import Cast
from tests.support.dining import ASK_BILL, BUY_2_GET_1, CANCEL, NO, TWENTY_OFF, Dining

SEEN = """label restaurantName currency currencyDigits timeZone items { name price }
  session { id billRequestedAt orders { number cancelledAt total { minorUnits } } }"""
TABLE = f"query($code: String!) {{ table(code: $code) {{ {SEEN} }} }}"
FOLLOW = f"subscription($code: String!) {{ table(code: $code) {{ {SEEN} }} }}"
SESSION = "query($id: UUID!) { tableSession(sessionId: $id) { closedAt orders { lines { name } } } }"
PRICE = """query($code: String!, $input: OrderInput!) { priceOrder(tableCode: $code, input: $input) {
  ...on OrderFigures {
    lines { itemId name quantity amount { minorUnits } discount { minorUnits } isFreeItem }
    subtotal { minorUnits } offerDiscount { minorUnits } total { minorUnits }
  } ...on Refusal { code field message }
} }"""
STAFF = """subscription($id: UUID!) {
  kitchen(restaurantId: $id) { orders { session { id tableLabel billRequestedAt } } }
}"""
TABLES = "query($id: UUID!) { restaurant(id: $id) { tables { id } } }"
MOVE = f"""mutation($id: UUID!, $code: String!) {{
  updateTable(id: $id, code: $code, label: "Moved") {{ ...on DiningTable {{ tableCode: code label }} {NO} }}
}}"""
DINARS: dict[str, Any] = {"currency": "KWD", "timeZone": "Asia/Kuwait"}


def figures(dining: Dining, **wish: Any) -> Any:
    return dining.guest.get(PRICE, code=dining.code, input=wish)


def test_a_table_shows_where_it_is_what_there_is_and_only_the_session_that_is_open(cast: Cast) -> None:
    dining = Dining(cast, **DINARS)
    dining.item("Soup of yesterday", 1_000, "Soups", isActive=False)
    dining.place(dining.cart(coke=1))
    seen = dining.guest.get(TABLE, code=dining.code.lower())
    assert [seen[name] for name in ("label", "restaurantName", "currency", "currencyDigits", "timeZone")] == [
        "Twelve",
        "Trattoria",
        "KWD",
        3,
        "Asia/Kuwait",
    ]
    assert [item["name"] for item in seen["items"]] == ["Burger", "Coke", "Margherita"]
    assert seen["session"]["id"] == dining.session
    assert [order["number"] for order in seen["session"]["orders"]] == [1]
    dining.close()
    assert dining.guest.get(TABLE, code=dining.code)["session"] is None
    earlier = dining.guest.get(SESSION, id=dining.session)
    assert earlier["closedAt"] is not None
    assert earlier["orders"] == [{"lines": [{"name": "Coke"}]}]


def test_a_code_or_a_session_that_is_not_there_is_not_found(cast: Cast) -> None:
    assert cast.stranger.error_code(TABLE, code="no-such-table") == "NOT_FOUND"
    assert cast.stranger.error_code(SESSION, id=str(uuid4())) == "NOT_FOUND"


def test_a_leaked_code_is_replaced_and_the_session_continues(cast: Cast) -> None:
    dining, other = Dining(cast), Dining(cast)
    (table,) = dining.owner.get(TABLES, id=dining.id)["tables"]
    fresh = uuid4().hex
    with dining.guest.subscribe(FOLLOW, code=dining.code) as heard:
        assert heard.next()["session"]["id"] == dining.session
        assert dining.owner.get(MOVE, id=table["id"], code=other.code)["field"] == "code"
        moved = dining.owner.get(MOVE, id=table["id"], code=fresh)
        assert (moved["tableCode"], moved["label"]) == (fresh.upper(), "Moved")
        assert heard.message()["payload"]["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert dining.guest.error_code(TABLE, code=dining.code) == "NOT_FOUND"
    assert dining.guest.get(TABLE, code=fresh)["session"]["id"] == dining.session
    assert dining.place(dining.cart(coke=1))["number"] == 1
    assert dining.owner.error_code(MOVE, id=str(uuid4()), code=fresh) == "NOT_FOUND"


def test_the_staff_hears_who_wants_to_pay(cast: Cast) -> None:
    dining = Dining(cast)
    dining.place(dining.cart(coke=1))
    with dining.owner.subscribe(STAFF, id=dining.id) as heard:
        (order,) = heard.next()["orders"]
        assert order["session"] == {"id": dining.session, "tableLabel": "Twelve", "billRequestedAt": None}
        dining.guest.get(ASK_BILL, s=dining.session)
        (order,) = heard.next()["orders"]
        assert order["session"]["billRequestedAt"] is not None
        dining.place(dining.cart(coke=1))
        orders = heard.next()["orders"]
        assert [order["session"]["billRequestedAt"] for order in orders] == [None, None]


def test_everybody_at_a_table_hears_of_orders_the_bill_and_the_end(cast: Cast) -> None:
    dining, elsewhere = Dining(cast), Dining(cast)
    with dining.guest.subscribe(FOLLOW, code=dining.code) as heard:
        assert heard.next()["session"]["orders"] == []
        elsewhere.place(elsewhere.cart(coke=1))
        order = dining.place(dining.cart(coke=2))
        (told,) = heard.next()["session"]["orders"]
        assert told == {"number": 1, "cancelledAt": None, "total": {"minorUnits": 100_00}}
        dining.owner.get(CANCEL, id=order["id"])
        assert heard.next()["session"]["orders"][0]["cancelledAt"] is not None
        dining.guest.get(ASK_BILL, s=dining.session)
        assert heard.next()["session"]["billRequestedAt"] is not None
        dining.close()
        assert heard.next()["session"] is None
        again = dining.sit()
        assert heard.next()["session"]["id"] == again


def test_a_preview_prices_an_order_with_and_without_its_free_item(cast: Cast) -> None:
    dining = Dining(cast)
    dining.promotion("Buy 2 Get 1 Free", BUY_2_GET_1)
    cart = dining.cart(pizza=2, coke=1)
    left, taken = (figures(dining, lines=cart, takeFreeItems=take) for take in (False, True))
    assert [left["subtotal"], left["offerDiscount"], left["total"]] == [
        {"minorUnits": amount} for amount in (550_00, 250_00, 300_00)
    ]
    assert [line["isFreeItem"] for line in taken["lines"]] == [False, False, True]
    assert taken["lines"][2] == {
        "itemId": dining.pizza,
        "name": "Margherita",
        "quantity": 1,
        "amount": {"minorUnits": 250_00},
        "discount": {"minorUnits": 250_00},
        "isFreeItem": True,
    }
    expected = taken["total"]["minorUnits"]
    assert dining.place(cart, takeFreeItems=True, expectedTotal=expected)["total"]["minorUnits"] == 550_00


def test_what_cannot_be_ordered_is_not_priced(cast: Cast) -> None:
    dining = Dining(cast)
    assert figures(dining, lines=[])["field"] == "lines"
    unknown = figures(dining, lines=dining.cart(coke=1), promoCode="NONE")
    assert [unknown["code"], unknown["field"]] == ["BAD_INPUT", "promoCode"]


def test_offers_are_compared_for_the_party_that_sits_at_the_table(cast: Cast) -> None:
    """As placing counts them: else a guest would be shown, and refused, the same total again and again."""
    dining = Dining(cast)
    dining.promotion("Once", TWENTY_OFF, customerLimit=1)
    dining.close()
    dining.session = dining.sit(phone="+919812345678")
    cart = dining.cart(pizza=1)
    assert dining.place(cart)["offerDiscount"]["minorUnits"] == 50_00
    dining.close()
    dining.session = dining.sit(phone="+919812345678")
    assert dining.compare(cart)["best"] is None
    assert figures(dining, lines=cart)["total"]["minorUnits"] == 250_00


def test_the_session_of_an_order_does_not_lead_back_to_all_orders(cast: Cast) -> None:
    dining = Dining(cast)
    dining.place(dining.cart(coke=1))
    circle = "query($id: UUID!) { tableSession(sessionId: $id) { orders { session { orders { id } } } } }"
    (error,) = dining.guest.ask(circle, id=dining.session)["errors"]
    assert error["message"].startswith("Cannot query field 'orders' on type 'OrderSession'.")
    shown = "query($id: UUID!) { tableSession(sessionId: $id) { orders { session { id tableLabel } } } }"
    (order,) = dining.guest.get(shown, id=dining.session)["orders"]
    assert order["session"]["id"] == dining.session
