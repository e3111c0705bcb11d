"""The cases of restaurants: one with many items, tables, offers and orders."""

from typing import Any
from uuid import UUID, uuid4

from models.clock import now
from models.offers.offer import Offer
from models.offers.terms import NewTerms
from models.promotions.dining import placing
from models.promotions.dining.order import Order
from models.promotions.dining.placing import OrderRequest
from models.promotions.dining.table_session import TableSession
from models.promotions.menu_item import MenuItem
from models.promotions.restaurant import Restaurant
from models.promotions.table import DiningTable
from subscriptions.work import unit_of_work
from tests.statements.case import Case, list_case
from tests.statements.shops import Variables
from tests.statements.world import World

PLACE = "name currency builder { name } menu { name } tables { code } taxRates { name }"
ORDER = "number total { text } lines { name offerId } session { tableLabel restaurantName }"
SEEN = f"restaurantName items {{ name price }} session {{ id orders {{ {ORDER} }} }}"
BILL = "lines { name total { text } } appliedOffers { explanation } total { text } session { tableLabel }"
COMPARED = "title savings { text } missing { message } hint { message } freeItems { quantity }"
RULE = {"type": "PERCENT_OFF", "percent": 20_00, "scope": {"items": [], "categories": []}}


async def _restaurant(world: World) -> Restaurant:
    """Create a restaurant with many rows of each kind, beside many other restaurants."""
    many = [Restaurant(builder_id=world.builder.id, name="Trattoria") for _ in range(world.rows)]
    await Restaurant.bulk_create(many)
    items = [MenuItem(restaurant_id=many[0].id, name=f"Dish {n}", price=100_00) for n in range(world.rows)]
    await MenuItem.bulk_create(items)
    codes = [uuid4().hex.upper() for _ in range(world.rows)]
    tables = [DiningTable(restaurant_id=many[0].id, code=code, label="A table") for code in codes]
    await DiningTable.bulk_create(tables)
    for _ in range(world.rows):
        await _promotion(world, many[0])
    return many[0]


async def _promotion(world: World, restaurant: Restaurant) -> None:
    terms = NewTerms("promotion", {"restaurant_id": restaurant.id, "rule": RULE, "conditions": {}})
    await unit_of_work(lambda: Offer.make(world.builder, {"title": "Twenty"}, terms, now()))


async def _lines(restaurant: Restaurant) -> list[tuple[UUID, int]]:
    return [(item.id, 1) for item in await MenuItem.filter(restaurant_id=restaurant.id)]


async def _session(world: World) -> TableSession:
    """A session with so many orders."""
    restaurant = await _restaurant(world)
    table = await DiningTable.filter(restaurant_id=restaurant.id).first()
    assert table
    session = await TableSession.create(table_id=table.id, restaurant_id=restaurant.id)
    wish = OrderRequest(await _lines(restaurant))
    for _ in range(world.rows):
        await unit_of_work(lambda: placing.place_order(session.id, wish, now()))
    return session


async def _a_restaurant(world: World) -> dict[str, Any]:
    return {"id": str((await _restaurant(world)).id)}


async def _a_table(world: World) -> dict[str, Any]:
    table = await DiningTable.filter(restaurant_id=(await _restaurant(world)).id).first()
    return {"code": table.code if table else ""}


async def _a_session(world: World) -> dict[str, Any]:
    return {"id": str((await _session(world)).id)}


async def a_kitchen(world: World) -> dict[str, Any]:
    return {"id": str((await _session(world)).restaurant_id)}


async def _an_order(world: World) -> dict[str, Any]:
    return {"id": str((await Order.filter(session_id=(await _session(world)).id, number=1).get()).id)}


async def _a_sat_table(world: World) -> dict[str, Any]:
    return {"code": (await (await _session(world)).table).code}


async def a_cart(world: World) -> dict[str, Any]:
    restaurant = await _restaurant(world)
    cart = [{"menuItemId": str(item), "quantity": count} for item, count in await _lines(restaurant)]
    return {"id": str(restaurant.id), "cart": cart}


async def _a_cart_at_a_table(world: World) -> dict[str, Any]:
    session = await _session(world)
    lines = await _lines(await session.restaurant)
    return {"code": (await session.table).code, "cart": [{"menuItemId": str(item)} for item, _ in lines]}


async def _to_order(world: World) -> dict[str, Any]:
    session = await _session(world)
    cart = [{"menuItemId": str(item)} for item, _ in await _lines(await session.restaurant)]
    return {"id": str(session.id), "input": {"lines": cart}}


def about(query: str, variables: Variables = _a_restaurant, who: str = "builder") -> Case:
    return Case(who, f"($id: UUID!) {{ {query} }}", variables)


def result_selection(field: str, kind: str, selection: str) -> str:
    return f"{field} {{ __typename ... on {kind} {{ {selection} }} }}"


DINING = {
    "Query.restaurant": about(f"restaurant(id: $id) {{ {PLACE} }}"),
    "Query.restaurants": list_case("builder", "restaurants(first: 3)", PLACE),
    "Query.menu": Case("nobody", "($code: String!) { menu(tableCode: $code) { items { name } } }", _a_table),
    "Query.compareOffers": Case(
        "nobody",
        "($id: UUID!, $cart: [CartLineInput!]!) { compareOffers(restaurantId: $id, cart: $cart) {"
        f" __typename ... on OfferComparisons {{ best {{ {COMPARED} }} others {{ {COMPARED} }} }} }} }}",
        a_cart,
    ),
    "Query.table": Case("nobody", f"($code: String!) {{ table(code: $code) {{ {SEEN} }} }}", _a_sat_table),
    "Query.tableSession": about(
        f"tableSession(sessionId: $id) {{ orders {{ {ORDER} }} }}", _a_session, "nobody"
    ),
    "Query.priceOrder": Case(
        "nobody",
        "($code: String!, $cart: [CartLineInput!]!) { priceOrder(tableCode: $code, input: {lines: $cart}) {"
        " __typename ... on OrderFigures { lines { name amount { text } } explanation } } }",
        _a_cart_at_a_table,
    ),
    "Query.bill": about(result_selection("bill(sessionId: $id)", "Bill", BILL), _a_session, "nobody"),
    "Mutation.createRestaurant": Case(
        "builder", '{ createRestaurant(input: {name: "N", timeZone: "UTC"}) { __typename } }'
    ),
    "Mutation.updateRestaurant": about(
        result_selection('updateRestaurant(id: $id, input: {name: "N"})', "Restaurant", PLACE)
    ),
    "Mutation.saveMenuItem": about(
        'saveMenuItem(restaurantId: $id, input: {name: "New", price: 1}) { __typename }'
    ),
    "Mutation.addTable": Case(
        "builder",
        "($id: UUID!, $code: String!) {"
        ' addTable(restaurantId: $id, code: $code, label: "New") { __typename } }',
        lambda world: _with_a_code(world),
    ),
    "Mutation.updateTable": Case(
        "builder",
        '($id: UUID!, $code: String!) { updateTable(id: $id, code: $code, label: "Moved") { __typename } }',
        lambda world: _a_new_code(world),
    ),
    "Mutation.openTableSession": Case(
        "nobody", "($code: String!) { openTableSession(tableCode: $code) { __typename } }", _a_table
    ),
    "Mutation.placeOrder": Case(
        "nobody",
        "($id: UUID!, $input: OrderInput!) {"
        f" placeOrder(sessionId: $id, input: $input) {{ __typename ... on Order {{ {ORDER} }} }} }}",
        _to_order,
    ),
    "Mutation.requestBill": about(
        result_selection("requestBill(sessionId: $id)", "Bill", BILL), _a_session, "nobody"
    ),
    "Mutation.cancelOrder": about(result_selection("cancelOrder(id: $id)", "Order", ORDER), _an_order),
    "Mutation.closeSession": about(
        result_selection("closeSession(sessionId: $id)", "Bill", BILL), _a_session
    ),
    "Subscription.kitchen": about(f"kitchen(restaurantId: $id) {{ orders {{ {ORDER} }} }}", a_kitchen),
    "Subscription.table": Case(
        "nobody", f"($code: String!) {{ table(code: $code) {{ {SEEN} }} }}", _a_sat_table
    ),
}


async def _with_a_code(world: World) -> dict[str, Any]:
    return {**await _a_restaurant(world), "code": uuid4().hex}


async def _a_new_code(world: World) -> dict[str, Any]:
    table = await DiningTable.filter(restaurant_id=(await _restaurant(world)).id).first()
    return {"id": str(table.id) if table else "", "code": uuid4().hex}
