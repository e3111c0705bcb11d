"""Guests: what is stored of them, what is refused to them, and their rate limit."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models.clock import now
from models.promotions.dining.guest import forget_old_guests
from models.promotions.dining.order import Order
from models.promotions.dining.redemption import PromotionGuest, Redemption
from models.promotions.dining.table_session import TableSession
from tests.support.actors import Cast
from tests.support.database_dump import dump, run_on_database
from tests.support.dining import COMPARE, ITEM, PLACE, PROMOTION, SIT, THE_BILL, TWENTY_OFF, Dining, amounts
from tests.support.server import RunningServer

PHONE, EMAIL = "98123 47654", "Asha.Guest@mail.example"
MENU = "query($code: String!) { menu(tableCode: $code) { items { id } } }"
PRICE = """query($code: String!, $input: OrderInput!) {
  priceOrder(tableCode: $code, input: $input) { __typename }
}"""
ASK_BILL = "mutation($s: UUID!) { requestBill(sessionId: $s) { __typename } }"
NEXT = timedelta(days=366)


@pytest.fixture
def dining(cast: Cast) -> Dining:
    return Dining(cast)


def test_no_number_and_no_address_of_a_guest_is_in_the_database(cast: Cast, dining: Dining) -> None:
    dining.promotion("20%", TWENTY_OFF, customerLimit=1)
    cart = dining.cart(pizza=1)
    for who in ({"phone": PHONE}, {"email": EMAIL}):
        dining.session = dining.sit(**who)
        assert amounts(dining.place(cart, customer=who), "offerDiscount") == [50_00]
        dining.compare(cart, **who)
        dining.close()
    kept = "\n".join(line for lines in dump(cast.server).values() for line in lines).lower()
    assert [part for part in ("9812347654", "asha.guest") if part in kept] == []


def test_two_restaurants_do_not_know_that_they_have_the_same_guest(cast: Cast) -> None:
    places = [Dining(cast), Dining(cast)]
    for dining in places:
        dining.promotion("20%", TWENTY_OFF, customerLimit=1)
        dining.place(dining.cart(pizza=1), customer={"phone": PHONE})
    sessions = [dining.session for dining in places]

    async def hashes() -> list[str | None]:
        return [order.guest for order in await Order.filter(session_id__in=sessions)]

    first, second = run_on_database(cast.server, hashes)
    assert first
    assert second
    assert first != second
    assert len(first) == len(second) == 64


def test_after_a_year_no_guest_is_recognised(cast: Cast, dining: Dining) -> None:
    offer = dining.promotion("20%", TWENTY_OFF, customerLimit=1)
    dining.session = dining.sit()
    dining.place(dining.cart(pizza=1), customer={"phone": PHONE})

    async def a_year_later() -> list[int]:
        long_ago = now() - NEXT
        await Order.filter(session_id=dining.session).update(created_at=long_ago)
        await Redemption.filter(session_id=dining.session).update(created_at=long_ago)
        await PromotionGuest.filter(offer_id=offer).update(created_at=long_ago)
        await TableSession.filter(id=dining.session).update(created_at=long_ago, guest="f" * 64)
        await forget_old_guests(now(), timedelta(days=365))
        rows: list[Any] = [Order.filter(session_id=dining.session), TableSession.filter(id=dining.session)]
        named = [*rows, Redemption.filter(session_id=dining.session)]
        left = [await each.filter(guest__not_isnull=True).count() for each in named]
        return [*left, await PromotionGuest.filter(offer_id=offer).count()]

    assert run_on_database(cast.server, a_year_later) == [0, 0, 0, 0]
    assert dining.terms(offer)["used"] == 1


def test_without_a_secret_key_guests_order_but_cannot_be_distinguished(cast: Cast) -> None:
    dining = Dining(cast)
    with RunningServer(database_url=cast.server.settings.database_url, secret_key=None) as keyless:
        guest = keyless.client()
        cart = {"lines": dining.cart(coke=1)}
        assert amounts(guest.get(PLACE, s=dining.session, input=cart), "total") == [50_00]
        named = {**cart, "customer": {"phone": PHONE}}
        assert guest.error_code(PLACE, s=dining.session, input=named) == "NOT_CONFIGURED"


ASKS: list[tuple[str, Callable[[Dining], dict[str, Any]]]] = [
    (MENU, lambda dining: {"code": dining.code}),
    (COMPARE, lambda dining: {"code": dining.code, "cart": dining.cart(coke=1)}),
    (SIT, lambda dining: {"code": dining.code}),
    (PLACE, lambda dining: {"s": dining.session, "input": {"lines": dining.cart(coke=1)}}),
    (THE_BILL, lambda dining: {"s": dining.session}),
    (ASK_BILL, lambda dining: {"s": dining.session}),
    ("query($code: String!) { table(code: $code) { label } }", lambda dining: {"code": dining.code}),
    ("query($s: UUID!) { tableSession(sessionId: $s) { id } }", lambda dining: {"s": dining.session}),
    (PRICE, lambda dining: {"code": dining.code, "input": {"lines": dining.cart(coke=1)}}),
]


def test_a_guest_over_the_rate_limit_is_refused_with_the_seconds_to_wait(cast: Cast, dining: Dining) -> None:
    """Every field that is open to them, over HTTP: 429 with Retry-After."""
    database_url, plain = cast.server.settings.database_url, {"accept": "application/graphql-response+json"}
    for query, variables in ASKS:
        with RunningServer(database_url=database_url, public_rate="1/hour") as server:
            http, asked = server.client().http, {"query": query, "variables": variables(dining)}
            answers = [http.post("/graphql", json=asked, headers=plain) for _ in range(2)]
        assert [each.status_code for each in answers] == [200, 429], query
        assert 1 <= int(answers[1].headers["retry-after"]) <= 3600
        assert answers[1].json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
        dining.bill()


def test_one_guest_does_not_use_up_what_everybody_may_ask_of_a_restaurant(cast: Cast, dining: Dining) -> None:
    """A table's code is counted, because few hold it; a restaurant's id stands in public."""
    by_id = {"r": dining.id, "cart": dining.cart(coke=1)}
    with RunningServer(database_url=cast.server.settings.database_url, public_rate="2/hour") as server:
        first, other = (server.client(**{"x-forwarded-for": f"192.0.2.{host}"}) for host in (1, 2))
        assert [first.get(COMPARE, **by_id)["best"] for _ in range(2)] == [None, None]
        assert first.error_code(COMPARE, **by_id) == "RATE_LIMITED"
        assert other.get(COMPARE, **by_id)["best"] is None


def test_a_key_of_one_table_is_not_taken_by_another(cast: Cast, dining: Dining) -> None:
    there = Dining(cast)
    first, second = (place.place(place.cart(coke=1), key="order-0001") for place in (dining, there))
    assert first["id"] != second["id"]
    assert dining.place(dining.cart(coke=1), key="order-0001")["id"] == first["id"]
    assert dining.place(dining.cart(coke=2), key="order-0001")["code"] == "IDEMPOTENCY_MISMATCH"


def test_what_is_not_active_cannot_be_ordered_and_old_bills_show_it(dining: Dining) -> None:
    dining.place(dining.cart(pizza=1))
    wish = {"name": "Renamed", "price": 999_00, "category": "Pizza", "isActive": False}
    dining.owner.get(ITEM, r=dining.id, id=dining.pizza, input=wish)
    for answer in (dining.place(dining.cart(coke=1, pizza=1)), dining.compare(dining.cart(coke=1, pizza=1))):
        assert (answer["code"], answer["message"]) == ("BAD_INPUT", "The item must be on the menu.")
    assert dining.place(dining.cart(pizza=1))["field"] == "lines.0.menuItemId"
    assert [(line["name"], amounts(line, "total")) for line in dining.bill()["lines"]] == [
        ("Margherita", [250_00])
    ]


def test_what_is_not_active_is_no_free_item_either(dining: Dining) -> None:
    dining.promotion("Free drink", {"freeItem": {"items": {"categories": ["Drinks"]}}})
    wish = {"name": "Coke", "price": 50_00, "category": "Drinks", "isActive": False}
    dining.owner.get(ITEM, r=dining.id, id=dining.coke, input=wish)
    found = dining.compare(dining.cart(pizza=1))
    assert (found["best"], found["notEligible"][0]["missing"][0]["code"]) == (None, "NOTHING_TO_DISCOUNT")


FORMS = (
    "save-20",
    " \uff33\uff21\uff36\uff25-\uff12\uff10 ",  # as wide as a Chinese sign
    "SA\u200bVE-20\ufeff",
    "Save\u2060-20",
    "sAVE-20\u00a0",
)


@pytest.mark.parametrize("typed", FORMS)
def test_a_code_is_known_in_whichever_form_it_was_typed(dining: Dining, typed: str) -> None:
    offer = dining.promotion("Code", TWENTY_OFF, code="SAVE-20", isAutomatic=False)
    assert dining.compare(dining.cart(pizza=1), promo=typed)["appliedOfferIds"] == [offer]
    terms = {"restaurantId": dining.id, "rule": TWENTY_OFF, "code": typed}
    refused = dining.owner.get(PROMOTION, input={"title": "Again", "terms": {"promotion": terms}})
    assert (refused["code"], refused["field"]) == ("CONFLICT", "terms.promotion.code")


def test_a_code_of_nothing_that_can_be_seen_is_no_code(dining: Dining) -> None:
    dining.promotion("Twenty", TWENTY_OFF)
    assert dining.compare(dining.cart(pizza=1), promo=" \u200b ")["promoCodeProblem"] is None


def test_a_table_is_found_by_its_code_in_whichever_form_it_was_typed(dining: Dining) -> None:
    dining.code = f"\u200b{dining.code.lower()}\ufeff "
    assert dining.sit() == dining.session


PARTS: list[tuple[str, Callable[[Dining], dict[str, Any]]]] = [
    ("rule.percentOff.scope.items", lambda d: {"rule": {"percentOff": {"percent": 1, "scope": items(d)}}}),
    ("rule.flatOff.scope.items", lambda d: {"rule": {"flatOff": {"amount": 1, "scope": items(d)}}}),
    ("rule.buyGet.buy.items", lambda d: {"rule": {"buyGet": {"buy": items(d), "buyQuantity": 1}}}),
    (
        "rule.buyGet.get.categories",
        lambda d: {"rule": {"buyGet": {"buy": {}, "buyQuantity": 1, "get": {"categories": ["Sushi"]}}}},
    ),
    ("rule.freeItem.items.items", lambda d: {"rule": {"freeItem": {"items": items(d)}}}),
    (
        "conditions.scope.categories",
        lambda d: {"rule": TWENTY_OFF, "conditions": {"scope": {"categories": ["Sushi"]}}},
    ),
]


def items(dining: Dining) -> dict[str, Any]:
    return {"items": [dining.pizza]}


@pytest.mark.parametrize(("field", "terms"), PARTS)
def test_a_promotion_speaks_of_its_own_menu_alone(
    cast: Cast, dining: Dining, field: str, terms: Callable[[Dining], dict[str, Any]]
) -> None:
    other = Dining(cast)
    other.item("Sushi", 90_00, "Sushi")
    wish = {"title": "Foreign", "terms": {"promotion": {"restaurantId": dining.id, **terms(other)}}}
    refused = dining.owner.get(PROMOTION, input=wish)
    assert (refused["code"], refused["field"]) == ("BAD_INPUT", f"terms.promotion.{field}")


def test_what_was_named_before_stays_and_nothing_foreign_comes_to_it(cast: Cast, dining: Dining) -> None:
    other, own = Dining(cast), {"categories": ["Pizza"]}
    offer = dining.promotion("Pizza", {"percentOff": {"percent": 10, "scope": own}})
    wish = {"name": "Margherita", "price": 250_00, "category": "Pasta"}
    dining.owner.get(ITEM, r=dining.id, id=dining.pizza, input=wish)
    change = """mutation($id: UUID!, $terms: PromotionTermsChangeInput!) {
      updateOffer(id: $id, input: {terms: {promotion: $terms}}) {
        ...on Offer { version } ...on Refusal { code field }
      }
    }"""
    assert dining.owner.get(change, id=offer, terms={"priority": 3}) == {"version": 2}
    rule = {"percentOff": {"percent": 10, "scope": {**own, "items": [other.pizza]}}}
    refused = dining.owner.get(change, id=offer, terms={"rule": rule})
    assert refused == {"code": "BAD_INPUT", "field": "terms.promotion.rule.percentOff.scope.items"}


def test_a_promotion_that_was_used_cannot_be_deleted(dining: Dining) -> None:
    offer = dining.promotion("Used", TWENTY_OFF)
    dining.place(dining.cart(pizza=1))
    delete = "mutation($id: UUID!) { deleteOffer(id: $id) { __typename ...on Refusal { code message } } }"
    refused = dining.owner.get(delete, id=offer)
    assert (refused["code"], refused["message"]) == ("IN_USE", "An offer that was used cannot be deleted.")
