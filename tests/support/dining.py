"""The operations of restaurants over HTTP, and the restaurant of the specification's example."""

from typing import Any
from uuid import uuid4

from tests.support.actors import Cast, Person
from tests.support.server import Client

NO = "...on Refusal { code message field currentOrder { total { minorUnits } explanation } }"
RESTAURANT = "id name timeZone currency stacking autoBest taxRates { name rate }"
ORDER = """id number explanation cancelledAt subtotal { minorUnits } offerDiscount { minorUnits }
  total { minorUnits text } session { id tableLabel restaurantName }
  lines { name quantity unitPrice listPrice discount total isFreeItem offerId }"""
COMPARED = """offerId title savings { minorUnits } difference { minorUnits } total { minorUnits } priority
  freeItems { quantity worth { minorUnits } options { id name } }
  missing { code message amount { minorUnits } quantity itemIds }
  hint { message quantity item { id } cost { minorUnits } savingsThen { minorUnits } }"""
BILL = """isFinal subtotal { minorUnits } offerDiscount { minorUnits } sessionDiscount { minorUnits }
  saved { minorUnits } total { minorUnits } taxes { name rate amount { minorUnits } }
  lines { orderNumber name quantity total { minorUnits } isFreeItem offerId }
  appliedOffers { offerId title orderNumber amount { minorUnits } explanation }"""
CREATE = f"""mutation($input: RestaurantInput!) {{
  createRestaurant(input: $input) {{ ...on Restaurant {{ {RESTAURANT} }} {NO} }}
}}"""
ITEM = f"""mutation($r: UUID!, $id: UUID, $input: MenuItemInput!) {{
  saveMenuItem(restaurantId: $r, id: $id, input: $input) {{ ...on MenuItem {{ id name }} {NO} }}
}}"""
TABLE = f"""mutation($r: UUID!, $code: String!) {{
  addTable(restaurantId: $r, code: $code, label: "Twelve") {{
    ...on DiningTable {{ id tableCode: code }} {NO}
  }}
}}"""
PROMOTION = f"""mutation($input: OfferInput!) {{
  createOffer(input: $input) {{ ...on PromotionOffer {{ id status }} {NO} }}
}}"""
TERMS = """query($id: UUID!) { offer(id: $id) { title status version ...on PromotionOffer { terms {
  type level rule conditions code isAutomatic usageLimit used spent { minorUnits } budget { minorUnits }
} } } }"""
SIT = f"""mutation($code: String!, $who: GuestInput) {{
  openTableSession(tableCode: $code, customer: $who) {{ ...on TableSession {{ id tableLabel }} {NO} }}
}}"""
PLACE = f"""mutation($s: UUID!, $input: OrderInput!, $key: String) {{
  placeOrder(sessionId: $s, input: $input, idempotencyKey: $key) {{ ...on Order {{ {ORDER} }} {NO} }}
}}"""
CANCEL = f"mutation($id: UUID!) {{ cancelOrder(id: $id) {{ ...on Order {{ {ORDER} }} {NO} }} }}"
COMPARE = f"""query($code: String, $r: UUID, $cart: [CartLineInput!]!, $who: GuestInput, $promo: String) {{
  compareOffers(tableCode: $code, restaurantId: $r, cart: $cart, customer: $who, promoCode: $promo) {{
    ...on OfferComparisons {{
      appliedOfferIds promoCodeProblem order {{ total {{ minorUnits }} explanation }}
      best {{ {COMPARED} }} others {{ {COMPARED} }} notEligible {{ {COMPARED} }}
    }} {NO}
  }}
}}"""
THE_BILL = f"query($s: UUID!) {{ bill(sessionId: $s) {{ ...on Bill {{ {BILL} }} {NO} }} }}"
CLOSE = f"mutation($s: UUID!) {{ closeSession(sessionId: $s) {{ ...on Bill {{ {BILL} }} {NO} }} }}"
ASK_BILL = f"mutation($s: UUID!) {{ requestBill(sessionId: $s) {{ ...on Bill {{ {BILL} }} {NO} }} }}"
PIZZA = {"categories": ["Pizza"]}
BUY_2_GET_1 = {"buyGet": {"buy": PIZZA, "buyQuantity": 2}}
TWENTY_OFF = {"percentOff": {"percent": 20}}


def expect_success(answer: Any) -> Any:
    assert "code" not in answer or "message" not in answer, answer
    return answer


class Dining:
    """A restaurant with pizzas at 250, cokes at 50 and burgers at 150, and a table."""

    buy_get: str
    percent: str
    free: str
    burgers: str
    wine: str

    def __init__(self, cast: Cast, by: Person | None = None, **settings: Any) -> None:
        self.guest: Client = cast.stranger
        self.owner: Client = (by or cast.builder).client
        restaurant = {"name": "Trattoria", "timeZone": "UTC", **settings}
        self.id: str = expect_success(self.owner.get(CREATE, input=restaurant))["id"]
        self.pizza = self.item("Margherita", 250_00, "Pizza")
        self.coke = self.item("Coke", 50_00, "Drinks")
        self.burger = self.item("Burger", 150_00, "Burgers")
        self.code: str = expect_success(self.owner.get(TABLE, r=self.id, code=f"t-{uuid4().hex[:12]}"))[
            "tableCode"
        ]
        self.session = self.sit()

    def item(self, name: str, price: int, category: str, **more: Any) -> str:
        item = {"name": name, "price": price, "category": category, **more}
        return str(expect_success(self.owner.get(ITEM, r=self.id, input=item))["id"])

    def promotion(self, title: str, rule: dict[str, Any], **terms: Any) -> str:
        shared = {name: terms.pop(name) for name in ("validFrom", "validUntil") if name in terms}
        own = {"restaurantId": self.id, "rule": rule, **terms}
        answer = self.owner.get(PROMOTION, input={"title": title, **shared, "terms": {"promotion": own}})
        return str(expect_success(answer)["id"])

    def sit(self, **who: Any) -> str:
        return str(expect_success(self.guest.get(SIT, code=self.code, who=who or None))["id"])

    def next_party(self) -> None:
        """Close the session and open a new one."""
        self.close()
        self.session = self.sit()

    def cart(self, **quantities: int) -> list[dict[str, Any]]:
        return [{"menuItemId": getattr(self, name), "quantity": count} for name, count in quantities.items()]

    def compare(self, cart: list[dict[str, Any]], promo: str | None = None, **who: Any) -> Any:
        return self.guest.get(COMPARE, code=self.code, cart=cart, promo=promo, who=who or None)

    def place(self, cart: list[dict[str, Any]], key: str | None = None, **order: Any) -> Any:
        return self.guest.get(PLACE, s=self.session, input={"lines": cart, **order}, key=key)

    def bill(self) -> Any:
        return expect_success(self.guest.get(THE_BILL, s=self.session))

    def close(self) -> Any:
        return expect_success(self.owner.get(CLOSE, s=self.session))

    def terms(self, offer_id: str) -> Any:
        return self.owner.get(TERMS, id=offer_id)["terms"]


def amounts(answer: Any, *names: str) -> list[int]:
    """Return the minor units of these fields."""
    return [answer[name]["minorUnits"] for name in names]
