"""The cases of the permission matrix for restaurants: an own one, a foreign one, and any table."""

from typing import Any
from uuid import uuid4

from tests.matrix.case import Case
from tests.matrix.shops import about, shop_case
from tests.matrix.stage import Stage
from tests.support.actors import Person
from tests.support.dining import CREATE, ITEM, SIT, TABLE


def a_restaurant(by: Person) -> str:
    return str(by.client.get(CREATE, input={"name": "Trattoria", "timeZone": "UTC"})["id"])


def _changed_table(by: Person) -> dict[str, Any]:
    made = by.client.get(TABLE, r=a_restaurant(by), code=uuid4().hex)
    return {"id": made["id"], "code": uuid4().hex}


def an_item(by: Person, restaurant: str) -> str:
    return str(by.client.get(ITEM, r=restaurant, input={"name": "Pizza", "price": 250_00})["id"])


def a_table(by: Person, restaurant: str) -> str:
    return str(by.client.get(TABLE, r=restaurant, code=uuid4().hex)["tableCode"])


def a_session(by: Person) -> str:
    return str(by.client.get(SIT, code=a_table(by, a_restaurant(by)))["id"])


def a_cart(by: Person) -> dict[str, Any]:
    restaurant = a_restaurant(by)
    return {"code": a_table(by, restaurant), "cart": [{"menuItemId": an_item(by, restaurant)}]}


def an_order_wish(by: Person) -> dict[str, Any]:
    cart = a_cart(by)
    return {"id": str(by.client.get(SIT, code=cart["code"])["id"]), "input": {"lines": cart["cart"]}}


def an_order(by: Person) -> str:
    place = "mutation($id: UUID!, $input: OrderInput!) {"
    place += " placeOrder(sessionId: $id, input: $input) { ... on Order { id } } }"
    return str(by.client.get(place, **an_order_wish(by))["id"])


def _wish(by: Person) -> dict[str, Any]:
    return {"input": {"name": "Trattoria", "timeZone": "UTC", "builderId": by.id}}


def at_a_table(query: str, wanted: Any) -> Case:
    """Return a case that every role may ask."""
    return Case(query=query, own=lambda stage, _: wanted(stage.builder))


def _new_table(stage: Stage, own: bool) -> dict[str, Any]:
    by = stage.builder if own else stage.other_builder
    return {"id": a_restaurant(by), "code": uuid4().hex}


DINING = {
    "Query.restaurant": about("($id: UUID!) { restaurant(id: $id) { name } }", a_restaurant),
    "Query.restaurants": Case(
        query="{ restaurants(first: 100) { nodes { id } } }",
        lists=lambda stage, _: (a_restaurant(stage.builder), a_restaurant(stage.other_builder)),
    ),
    "Query.menu": at_a_table(
        "($code: String!) { menu(tableCode: $code) { items { name } } }",
        lambda by: {"code": a_table(by, a_restaurant(by))},
    ),
    "Query.compareOffers": at_a_table(
        "($code: String!, $cart: [CartLineInput!]!) {"
        " compareOffers(tableCode: $code, cart: $cart) { __typename } }",
        a_cart,
    ),
    "Query.table": at_a_table(
        "($code: String!) { table(code: $code) { label session { id } } }",
        lambda by: {"code": a_table(by, a_restaurant(by))},
    ),
    "Query.tableSession": at_a_table(
        "($id: UUID!) { tableSession(sessionId: $id) { orders { id } } }", lambda by: {"id": a_session(by)}
    ),
    "Query.priceOrder": at_a_table(
        "($code: String!, $cart: [CartLineInput!]!) {"
        " priceOrder(tableCode: $code, input: {lines: $cart}) { __typename } }",
        a_cart,
    ),
    "Query.bill": at_a_table(
        "($id: UUID!) { bill(sessionId: $id) { __typename } }", lambda by: {"id": a_session(by)}
    ),
    "Mutation.createRestaurant": shop_case(
        "($input: RestaurantInput!) { createRestaurant(input: $input) { __typename } }", _wish
    ),
    "Mutation.updateRestaurant": about(
        '($id: UUID!) { updateRestaurant(id: $id, input: {name: "Renamed"}) { __typename } }', a_restaurant
    ),
    "Mutation.saveMenuItem": about(
        '($id: UUID!) { saveMenuItem(restaurantId: $id, input: {name: "New", price: 1}) { __typename } }',
        a_restaurant,
    ),
    "Mutation.addTable": Case(
        query="($id: UUID!, $code: String!) {"
        ' addTable(restaurantId: $id, code: $code, label: "New") { __typename } }',
        own=lambda stage, _: _new_table(stage, True),
        foreign=lambda stage, _: _new_table(stage, False),
    ),
    "Mutation.updateTable": Case(
        query="($id: UUID!, $code: String!) {"
        ' updateTable(id: $id, code: $code, label: "Moved") { __typename } }',
        own=lambda stage, _: _changed_table(stage.builder),
        foreign=lambda stage, _: _changed_table(stage.other_builder),
    ),
    "Mutation.openTableSession": at_a_table(
        "($code: String!) { openTableSession(tableCode: $code) { __typename } }",
        lambda by: {"code": a_table(by, a_restaurant(by))},
    ),
    "Mutation.placeOrder": at_a_table(
        "($id: UUID!, $input: OrderInput!) { placeOrder(sessionId: $id, input: $input) { __typename } }",
        an_order_wish,
    ),
    "Mutation.requestBill": at_a_table(
        "($id: UUID!) { requestBill(sessionId: $id) { __typename } }", lambda by: {"id": a_session(by)}
    ),
    "Mutation.cancelOrder": about("($id: UUID!) { cancelOrder(id: $id) { __typename } }", an_order),
    "Mutation.closeSession": about("($id: UUID!) { closeSession(sessionId: $id) { __typename } }", a_session),
    "Subscription.table": at_a_table(
        "($code: String!) { table(code: $code) { session { id } } }",
        lambda by: {"code": a_table(by, a_restaurant(by))},
    ),
    "Subscription.kitchen": about(
        "($id: UUID!) { kitchen(restaurantId: $id) { orders { id } } }", a_restaurant
    ),
}
