"""A hundred concurrent guests: one of them gets the last use of a promotion."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from tortoise.context import TortoiseContext

from models.clock import now
from models.events import Event
from models.offers.activity import Activity
from models.offers.offer import Offer
from models.offers.terms import NewTerms
from models.people.viewer import Role, Viewer
from models.promotions.cart_offers import OfferChoice, compare_offers
from models.promotions.code_batch import CodesRequest
from models.promotions.dining.guest import GuestContact
from models.promotions.dining.order import Order
from models.promotions.dining.placing import OrderRequest
from models.promotions.dining.redemption import Redemption
from models.promotions.dining.table_session import TableSession
from models.promotions.menu_item import MenuItem
from models.promotions.pricing.session_offers import Stacking
from models.promotions.pricing.tab import Tab
from models.promotions.promo_code import PromoCode
from models.promotions.promotion import PromotionTerms
from models.promotions.restaurant import Restaurant
from models.promotions.table import DiningTable
from resolvers.promotions.dining import cancel_order, close_session, place_order
from resolvers.promotions.promo_codes import generate_codes
from subscriptions.work import unit_of_work
from tests.support.races import DONE, is_log_intact, outcome
from tests.support.rows import person

pytestmark = pytest.mark.anyio
SCOPE: dict[str, list[str]] = {"items": [], "categories": []}
DISHES = {"items": [], "categories": ["Dishes"]}
PERCENT_OF_DISHES = {"type": "PERCENT_OFF", "percent": 50_00, "cap": None, "scope": DISHES}
FIVE_OFF = {"type": "FLAT_OFF", "amount": 5_00, "scope": SCOPE}
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
        dish: dict[str, Any] = {"name": "Dish", "category": "Dishes", "price": 100_00}
        self.dish = await MenuItem.create(restaurant_id=self.restaurant.id, **dish)
        wanted = {"restaurant_id": self.restaurant.id, "rule": HALF, "conditions": {}, **terms}
        promised = NewTerms("promotion", wanted)
        self.offer = await unit_of_work(lambda: Offer.make(self.owner, {"title": "Half"}, promised, now()))
        self.sessions = [await self._sit(number) for number in range(GUESTS)]
        return self

    async def _sit(self, number: int) -> UUID:
        code = f"{self.restaurant.id}-{number}".upper()
        table = await DiningTable.create(restaurant_id=self.restaurant.id, code=code, label="A table")
        return (await TableSession.create(table_id=table.id, restaurant_id=self.restaurant.id)).id

    async def new_promotion(self, rule: dict[str, Any], **terms: Any) -> Offer:
        wanted = {"restaurant_id": self.restaurant.id, "rule": rule, "conditions": {}, **terms}
        promised = NewTerms("promotion", wanted)
        return await unit_of_work(lambda: Offer.make(self.owner, {"title": "Another"}, promised, now()))

    async def order_dish(self, session_id: UUID) -> UUID:
        return (await place_order(session_id, OrderRequest([(self.dish.id, 1)]))).id

    def order(
        self,
        session_id: UUID,
        code: str | None = None,
        phone: str | None = None,
        offer_id: UUID | None = None,
    ) -> Any:
        offer = OfferChoice(code=code) if code else OfferChoice(offer_id=offer_id or self.offer.id)
        wish = OrderRequest(
            [(self.dish.id, 1)], offer, expected_total=50_00, diner=GuestContact(phone, secret_key="k" * 40)
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
    assert await is_log_intact()


async def test_the_last_use_of_one_of_many_codes_goes_to_exactly_one_of_a_hundred_guests(
    db: TortoiseContext,
) -> None:
    evening = await Evening.of(is_automatic=False)
    (code,) = await generate_codes(evening.owner, evening.offer.id, CodesRequest(1))
    answers = await asyncio.gather(*(evening.order(each, code) for each in evening.sessions))
    assert answers.count(DONE) == 1
    assert {answer for answer in answers if answer != DONE} <= {"OFFER_CHANGED", "BAD_INPUT"}
    assert (await PromoCode.get(code=code)).used == (await evening.terms()).used == 1
    order = await Order.get(restaurant_id=evening.restaurant.id)
    await asyncio.gather(*(outcome(cancel_order(evening.owner, order.id)) for _ in range(20)))
    assert (await PromoCode.get(code=code)).used == 0
    assert await is_log_intact()


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


async def test_an_order_cancelled_concurrently_gives_its_use_back_once(db: TortoiseContext) -> None:
    evening = await Evening.of(usage_limit=2)
    assert [await evening.order(each) for each in evening.sessions[:2]] == [DONE, DONE]
    order = await Order.filter(session_id=evening.sessions[0]).get()
    await asyncio.gather(*(outcome(cancel_order(evening.owner, order.id)) for _ in range(20)))
    assert (await evening.terms()).used == 1
    assert await is_log_intact()


async def test_a_session_closed_concurrently_counts_its_discount_once(db: TortoiseContext) -> None:
    evening = await Evening.of(conditions={"min_amount": 150_00})
    (session, *_), wish = evening.sessions, OrderRequest([(evening.dish.id, 1)])
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
    """Reduce the promotion to a tenth, which must not apply to a guest who was shown half."""
    terms = NewTerms("promotion", {"rule": {**HALF, "percent": 10_00}})

    async def revise() -> None:
        offer = await Offer.for_change(evening.owner, evening.offer.id)
        await offer.revise(evening.owner, {}, terms, None, now())

    await unit_of_work(revise)


async def test_orders_and_the_closing_of_their_session_come_one_after_the_other(db: TortoiseContext) -> None:
    evening = await Evening.of(conditions={"min_amount": 150_00})
    session, wish = evening.sessions[0], OrderRequest([(evening.dish.id, 2)], OfferChoice(no_offer=True))
    orders = [outcome(place_order(session, wish)) for _ in range(10)]
    answers = await asyncio.gather(*orders, outcome(close_session(evening.owner, session)))
    assert set(answers) <= {DONE, "STEP_NOT_ALLOWED"}
    bill = (await TableSession.get(id=session)).bill
    assert bill["subtotal"] == 200_00 * await Order.filter(session_id=session).count()


async def test_many_orders_of_one_table_count_a_discount_of_its_bill_once(db: TortoiseContext) -> None:
    evening = await Evening.of(usage_limit=1)
    answers = await asyncio.gather(*(evening.order(evening.sessions[0]) for _ in range(20)))
    assert answers == [DONE] * 20
    terms = await evening.terms()
    assert (terms.used, terms.spent) == (1, 20 * 50_00)
    assert await Redemption.filter(offer_id=evening.offer.id).count() == 1
    assert await is_log_intact()


async def test_after_any_concurrent_steps_the_counts_equal_the_recorded_redemptions(
    db: TortoiseContext,
) -> None:
    evening = await Evening.of(budget=700_00)
    second = await evening.new_promotion(PERCENT_OF_DISHES)
    sessions = evening.sessions[:6]
    first = [await evening.order_dish(each) for each in sessions]
    await asyncio.gather(
        *(evening.order(session) for session in sessions for _ in range(3)),
        *(evening.order(session, offer_id=second.id) for session in sessions for _ in range(2)),
        *(outcome(cancel_order(evening.owner, order)) for order in first),
        *(outcome(close_session(evening.owner, session)) for session in sessions[:3]),
    )
    for offer in (evening.offer, second):
        live = await Redemption.filter(offer_id=offer.id, given_back_at=None)
        terms = await PromotionTerms.get(offer_id=offer.id)
        assert (terms.used, terms.spent) == (len(live), sum(each.amount for each in live))
    assert (await evening.terms()).spent <= 700_00
    assert await is_log_intact()


async def test_what_is_left_of_a_lost_offer_is_all_that_combines(db: TortoiseContext) -> None:
    evening = await Evening.of(is_stackable=True)
    others = [await evening.new_promotion(FIVE_OFF, is_stackable=True) for _ in range(2)]
    await Restaurant.filter(id=evening.restaurant.id).update(stacking=Stacking.COMPATIBLE)
    place = await Restaurant.get(id=evening.restaurant.id)
    tab = Tab(policy=Stacking.COMPATIBLE)
    offers = await compare_offers(place, [(evening.dish.id, 1)], None, None, now(), tab)
    assert offers.price(offers.default_promotions).total == 45_00
    lost = offers.without(evening.offer.id)
    assert {promotion.id for promotion in lost.default_promotions} == {each.id for each in others}
    assert lost.price(lost.default_promotions).total == 90_00
