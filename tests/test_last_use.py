"""A hundred guests at the same moment: the last use of a promotion is one guest's."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from tortoise.context import TortoiseContext

from models.activity import Activity, Event
from models.cart_offers import Wish
from models.clock import now
from models.dining_table import DiningTable
from models.guest import Diner
from models.kinds.kind import NewTerms
from models.kinds.promotion import PromotionTerms
from models.menu_item import MenuItem
from models.offer import Offer
from models.order import Order
from models.placing import OrderWish
from models.redemption import Redemption
from models.restaurant import Restaurant
from models.table_session import TableSession
from models.viewer import Role, Viewer
from resolvers.dining import cancel_order, close_session, place_order
from subscriptions.work import unit_of_work
from tests.makers import person
from tests.racing import DONE, outcome, whole

pytestmark = pytest.mark.anyio
SCOPE: dict[str, list[str]] = {"items": [], "categories": []}
HALF = {"type": "PERCENT_OFF", "percent": 50_00, "cap": None, "scope": SCOPE}
GUESTS = 100


class Evening:
    """A restaurant with a hundred tables, one dish at 100 and one promotion."""

    owner: Viewer
    restaurant: Restaurant
    dish: MenuItem
    offer: Offer
    sessions: list[UUID]

    @classmethod
    async def of(cls, **terms: Any) -> "Evening":
        self = cls()
        self.owner = await person(Role.BUILDER)
        self.restaurant = await Restaurant.create(builder_id=self.owner.id, name="Full house")
        self.dish = await MenuItem.create(restaurant_id=self.restaurant.id, name="Dish", price=100_00)
        wanted = {"restaurant_id": self.restaurant.id, "rule": HALF, "conditions": {}, **terms}
        promised = NewTerms("promotion", wanted)
        self.offer = await unit_of_work(lambda: Offer.make(self.owner, {"title": "Half"}, promised, now()))
        self.sessions = [await self._sit(number) for number in range(GUESTS)]
        return self

    async def _sit(self, number: int) -> UUID:
        code = f"{self.restaurant.id}-{number}".upper()
        table = await DiningTable.create(restaurant_id=self.restaurant.id, code=code, label="A table")
        return (await TableSession.create(table_id=table.id, restaurant_id=self.restaurant.id)).id

    def order(self, session_id: UUID, code: str | None = None, phone: str | None = None) -> Any:
        offer = Wish(code=code) if code else Wish(offer_id=self.offer.id)
        wish = OrderWish(
            [(self.dish.id, 1)], offer, expected_total=50_00, diner=Diner(phone, secret_key="k" * 40)
        )
        return outcome(place_order(session_id, wish))

    async def terms(self) -> PromotionTerms:
        return await PromotionTerms.get(offer_id=self.offer.id)


async def test_the_last_use_of_a_code_goes_to_exactly_one_of_a_hundred_guests(db: TortoiseContext) -> None:
    evening = await Evening.of(code="LAST", is_automatic=False, usage_limit=1)
    answers = await asyncio.gather(*(evening.order(each, "last") for each in evening.sessions))
    assert answers.count(DONE) == 1
    assert {answer for answer in answers if answer != DONE} <= {"OFFER_CHANGED", "BAD_INPUT"}
    assert await Redemption.filter(offer_id=evening.offer.id).count() == 1
    assert await Order.filter(restaurant_id=evening.restaurant.id).count() == 1
    terms = await evening.terms()
    assert (terms.used, terms.spent) == (1, 50_00)
    assert await whole()


async def test_a_budget_is_spent_to_the_end_and_not_beyond_by_a_hundred_guests(db: TortoiseContext) -> None:
    evening = await Evening.of(budget=500_00)
    answers = await asyncio.gather(*(evening.order(each) for each in evening.sessions))
    assert answers.count(DONE) == 10
    assert (await evening.terms()).spent == 500_00


async def test_one_guest_at_a_hundred_tables_uses_it_once(db: TortoiseContext) -> None:
    evening = await Evening.of(customer_limit=1)
    answers = await asyncio.gather(*(evening.order(s, phone="+919812345678") for s in evening.sessions))
    assert answers.count(DONE) == 1
    assert (await evening.terms()).used == 1


async def test_one_guest_at_a_hundred_tables_has_one_first_order(db: TortoiseContext) -> None:
    evening = await Evening.of(conditions={"first_order": True})
    answers = await asyncio.gather(*(evening.order(s, phone="+919812345678") for s in evening.sessions))
    assert answers.count(DONE) == 1


async def test_an_order_cancelled_by_many_at_once_gives_its_use_back_once(db: TortoiseContext) -> None:
    evening = await Evening.of(usage_limit=2)
    assert [await evening.order(each) for each in evening.sessions[:2]] == [DONE, DONE]
    order = await Order.filter(session_id=evening.sessions[0]).get()
    await asyncio.gather(*(outcome(cancel_order(evening.owner, order.id)) for _ in range(20)))
    assert (await evening.terms()).used == 1
    assert await whole()


async def test_a_session_closed_by_many_at_once_counts_its_discount_once(db: TortoiseContext) -> None:
    evening = await Evening.of(conditions={"min_amount": 150_00})
    (session, *_), wish = evening.sessions, OrderWish([(evening.dish.id, 1)])
    for _ in range(2):
        await place_order(session, wish)
    answers = await asyncio.gather(*(outcome(close_session(evening.owner, session)) for _ in range(20)))
    assert answers == [DONE] * 20
    terms = await evening.terms()
    assert (terms.used, terms.spent) == (1, 100_00)
    assert await Redemption.filter(offer_id=evening.offer.id, order_id=None).count() == 1


async def test_an_order_is_never_priced_by_terms_that_were_changed_before_it(db: TortoiseContext) -> None:
    evening = await Evening.of()
    orders = [evening.order(each) for each in evening.sessions[:30]]
    answers = await asyncio.gather(*orders[:15], _less(evening), *orders[15:])
    assert set(answers) - {None} <= {DONE, "OFFER_CHANGED"}
    log = await Activity.filter(offer_id=evening.offer.id).order_by("seq")
    changed = next(line.seq for line in log if line.event is Event.CHANGED)
    assert [line.seq for line in log if line.event is Event.REDEEMED and line.seq > changed] == []


async def _less(evening: Evening) -> None:
    """Whoever saw a half gets a tenth no more."""
    terms = NewTerms("promotion", {"rule": {**HALF, "percent": 10_00}})

    async def revise() -> None:
        offer = await Offer.for_change(evening.owner, evening.offer.id)
        await offer.revise(evening.owner, {}, terms, None, now())

    await unit_of_work(revise)


async def test_orders_and_the_closing_of_their_session_come_one_after_the_other(db: TortoiseContext) -> None:
    evening = await Evening.of(conditions={"min_amount": 150_00})
    session, wish = evening.sessions[0], OrderWish([(evening.dish.id, 2)], Wish(no_offer=True))
    orders = [outcome(place_order(session, wish)) for _ in range(10)]
    answers = await asyncio.gather(*orders, outcome(close_session(evening.owner, session)))
    assert set(answers) <= {DONE, "STEP_NOT_ALLOWED"}
    bill = (await TableSession.get(id=session)).bill
    assert bill["subtotal"] == 200_00 * await Order.filter(session_id=session).count()
