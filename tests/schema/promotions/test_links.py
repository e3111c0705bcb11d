"""Links to promotions: what they show, what an answer does, and the live news of the restaurant."""

from tests.support.actors import Cast
from tests.support.dining import CANCEL, TWENTY_OFF, Dining

SHARE = "mutation($id: UUID!) { shareOffer(offerId: $id) { ... on Share { url } } }"
OPEN = """query($t: String!) { sharedOffer(token: $t) { ... on SharedOffer { kind title decisions terms {
  ... on SharedPromotionTerms { restaurantName rule conditions promoCode }
} } } }"""
ANSWER = """mutation($t: String!) { respondToShare(token: $t, decision: ACCEPTED, version: 1) {
  ... on SharedOffer { state status }
} }"""
LOG = "subscription($id: UUID!) { offerActivity(offerId: $id) { event } }"
KITCHEN = """subscription($id: UUID!) { kitchen(restaurantId: $id) { orders {
  number cancelledAt session { tableLabel } lines { name quantity isFreeItem }
} } }"""


def test_a_link_shows_a_promotion_in_words_and_an_answer_leaves_it_open(cast: Cast) -> None:
    dining = Dining(cast)
    offer = dining.promotion("Twenty", TWENTY_OFF, code="TWENTY", conditions={"minAmount": 500_00})
    token = dining.owner.get(SHARE, id=offer)["url"].rsplit("/", 1)[1]
    seen = cast.stranger.get(OPEN, t=token)
    assert seen["terms"] == {
        "restaurantName": "Trattoria",
        "rule": "20% off the whole bill.",
        "conditions": ["From ₹500.00 on."],
        "promoCode": "TWENTY",
    }
    assert seen["decisions"] == ["ACCEPTED", "DECLINED"]
    assert cast.stranger.get(ANSWER, t=token) == {"state": "ANSWERED", "status": "ACTIVE"}


def test_its_restaurant_hears_each_use_and_each_that_is_given_back(cast: Cast) -> None:
    dining = Dining(cast)
    offer = dining.promotion("Twenty", TWENTY_OFF)
    with dining.owner.subscribe(LOG, id=offer) as heard:
        order = dining.place(dining.cart(pizza=1))
        assert heard.next()["event"] == "REDEEMED"
        dining.owner.get(CANCEL, id=order["id"])
        assert heard.next()["event"] == "GIVEN_BACK"


def test_the_kitchen_sees_free_items_too_and_orders_that_are_cancelled(cast: Cast) -> None:
    dining = Dining(cast)
    dining.promotion("A coke free", {"freeItem": {"items": {"items": [dining.coke]}}})
    with dining.owner.subscribe(KITCHEN, id=dining.id) as heard:
        assert heard.next() == {"orders": []}
        order = dining.place(dining.cart(pizza=1), takeFreeItems=True)
        (ticket,) = heard.next()["orders"]
        assert ticket["session"] == {"tableLabel": "Twelve"}
        assert [(line["name"], line["isFreeItem"]) for line in ticket["lines"]] == [
            ("Margherita", False),
            ("Coke", True),
        ]
        dining.owner.get(CANCEL, id=order["id"])
        assert heard.next()["orders"][0]["cancelledAt"]
