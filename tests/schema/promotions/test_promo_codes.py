"""Many codes of one promotion: made, listed, used once each, given back, withdrawn."""

from typing import Any
from uuid import uuid4

import pytest

from models.clock import now
from models.promotions.active import fetch_promotions
from models.promotions.code_batch import ALPHABET
from models.promotions.restaurant import Restaurant
from tests.support.actors import Cast
from tests.support.database_dump import assert_unchanged, run_on_database
from tests.support.dining import CANCEL, NO, Dining, amounts, expect_success

FIVE_OFF = {"flatOff": {"amount": 5_00, "scope": {"categories": ["Pizza"]}}}
MAKE = f"""mutation($id: UUID!, $count: Int!, $prefix: String! = "", $length: Int! = 8, $uses: Int! = 1,
  $key: String) {{
  generatePromoCodes(offerId: $id, count: $count, prefix: $prefix, length: $length, usesEach: $uses,
    idempotencyKey: $key) {{ ...on PromoCodesGenerated {{ codes }} {NO} }}
}}"""
LIST = """query($id: UUID!, $filter: PromoCodeState) { promoCodes(offerId: $id, filter: $filter, first: 100) {
  nodes { code used usesEach withdrawnAt } pagination { total } } }"""
WITHDRAW = f"""mutation($id: UUID!, $codes: [String!]!) {{
  withdrawPromoCodes(offerId: $id, codes: $codes) {{ ...on PromoCodesWithdrawn {{ codes }} {NO} }}
}}"""
CHANGE = f"""mutation($id: UUID!, $terms: PromotionTermsChangeInput!) {{
  updateOffer(id: $id, input: {{terms: {{promotion: $terms}}}}) {{ __typename {NO} }}
}}"""


class CodedPromotion(Dining):
    """A restaurant with a promotion that requires one of its codes."""

    def __init__(self, cast: Cast, **terms: Any) -> None:
        super().__init__(cast)
        self.offer = self.promotion("Five off", FIVE_OFF, isAutomatic=False, **terms)

    def make(self, count: int, **wish: Any) -> list[str]:
        codes: list[str] = expect_success(self.owner.get(MAKE, id=self.offer, count=count, **wish))["codes"]
        return codes

    def list_codes(self, state: str | None = None) -> list[str]:
        found = self.owner.get(LIST, id=self.offer, filter=state)
        assert found["pagination"]["total"] == len(found["nodes"])
        return sorted(node["code"] for node in found["nodes"])

    def order(self, code: str) -> Any:
        return self.place(self.cart(pizza=1), promoCode=code)


@pytest.fixture
def coded_promotion(cast: Cast) -> CodedPromotion:
    return CodedPromotion(cast)


def test_created_codes_have_the_requested_form_and_are_distinct(coded_promotion: CodedPromotion) -> None:
    codes = coded_promotion.make(1000, prefix="Fest-", length=6)
    assert len(set(codes)) == 1000
    assert {code[:5] for code in codes} == {"FEST-"}
    assert set("".join(code[5:] for code in codes)) == set(ALPHABET)
    assert {len(code) for code in codes} == {11}
    assert not set(ALPHABET) & set("ILOU01")


def test_a_code_is_used_once_in_any_letter_case_and_says_so_afterwards(
    coded_promotion: CodedPromotion,
) -> None:
    code, other = coded_promotion.make(2)
    assert coded_promotion.compare(coded_promotion.cart(pizza=1), f" {code.lower()} ")["appliedOfferIds"] == [
        coded_promotion.offer
    ]
    assert amounts(coded_promotion.order(code.lower()), "offerDiscount") == [5_00]
    refused = coded_promotion.order(code)
    assert (refused["code"], refused["message"]) == ("BAD_INPUT", "This code has already been used.")
    found = coded_promotion.compare(coded_promotion.cart(pizza=1), code)
    assert (found["appliedOfferIds"], found["promoCodeProblem"]) == ([], "This code has already been used.")
    assert amounts(coded_promotion.order(other), "offerDiscount") == [5_00]
    assert coded_promotion.terms(coded_promotion.offer)["used"] == 2


def test_a_guest_without_a_code_does_not_see_the_promotion(coded_promotion: CodedPromotion) -> None:
    coded_promotion.make(1)
    found = coded_promotion.compare(coded_promotion.cart(pizza=1))
    assert (found["best"], found["others"], found["notEligible"]) == (None, [], [])
    assert (
        coded_promotion.place(coded_promotion.cart(pizza=1), offerId=coded_promotion.offer)["code"]
        == "OFFER_CHANGED"
    )


def test_a_code_counts_only_where_its_promotion_is_taken(coded_promotion: CodedPromotion) -> None:
    coded_promotion.promotion("Ten off", {"flatOff": {"amount": 10_00, "scope": {"categories": ["Pizza"]}}})
    (code,) = coded_promotion.make(1)
    assert amounts(coded_promotion.order(code), "offerDiscount") == [10_00]
    assert coded_promotion.list_codes("UNUSED") == [code]


def test_a_cancelled_order_gives_its_code_back_once(coded_promotion: CodedPromotion) -> None:
    (code,) = coded_promotion.make(1, uses=2)
    orders = [coded_promotion.order(code) for _ in range(2)]
    assert coded_promotion.order(code)["code"] == "BAD_INPUT"
    for _ in range(2):
        coded_promotion.owner.get(CANCEL, id=orders[0]["id"])
    assert coded_promotion.owner.get(LIST, id=coded_promotion.offer)["nodes"][0]["used"] == 1
    assert amounts(coded_promotion.order(code), "offerDiscount") == [5_00]
    assert coded_promotion.order(code)["code"] == "BAD_INPUT"


def test_a_code_for_the_whole_bill_counts_once_for_its_table(coded_promotion: CodedPromotion) -> None:
    tenth = coded_promotion.promotion("Tenth off", {"percentOff": {"percent": 10}}, isAutomatic=False)
    code, other = expect_success(coded_promotion.owner.get(MAKE, id=tenth, count=2))["codes"]
    orders = [coded_promotion.order(code), coded_promotion.place(coded_promotion.cart(pizza=1))]
    assert [amounts(each, "offerDiscount") for each in orders] == [[25_00], [25_00]]
    rows = coded_promotion.owner.get(LIST, id=tenth)["nodes"]
    assert {row["code"]: row["used"] for row in rows} == {code: 1, other: 0}
    for order in orders:
        coded_promotion.owner.get(CANCEL, id=order["id"])
    assert [row["used"] for row in coded_promotion.owner.get(LIST, id=tenth)["nodes"]] == [0, 0]


def test_codes_are_listed_by_what_became_of_them(coded_promotion: CodedPromotion) -> None:
    used, gone, left = coded_promotion.make(3)
    coded_promotion.order(used)
    withdrawn = expect_success(
        coded_promotion.owner.get(WITHDRAW, id=coded_promotion.offer, codes=[gone.lower(), gone, "UNKNOWN"])
    )
    assert withdrawn["codes"] == [gone]
    assert (
        expect_success(coded_promotion.owner.get(WITHDRAW, id=coded_promotion.offer, codes=[gone]))["codes"]
        == []
    )
    by_state = [coded_promotion.list_codes(state) for state in ("USED", "UNUSED", "WITHDRAWN")]
    assert by_state == [[used], [left], [gone]]
    assert coded_promotion.list_codes() == sorted([used, gone, left])
    assert coded_promotion.order(gone)["message"] == "There is no such code."


def test_the_promotions_own_code_is_among_neither(cast: Cast) -> None:
    coded = CodedPromotion(cast, code="OWN")
    (code,) = coded.make(1)
    assert coded.list_codes() == [code]
    assert expect_success(coded.owner.get(WITHDRAW, id=coded.offer, codes=["OWN"]))["codes"] == []
    assert amounts(coded.order("own"), "offerDiscount") == [5_00]
    assert amounts(coded.order(code), "offerDiscount") == [5_00]


def test_a_code_of_one_promotion_is_not_anothers_own(cast: Cast, coded_promotion: CodedPromotion) -> None:
    (code,) = coded_promotion.make(1)
    terms = {"restaurantId": coded_promotion.id, "rule": FIVE_OFF, "code": code}
    wish = {"title": "Two", "terms": {"promotion": terms}}
    create = f"mutation($input: OfferInput!) {{ createOffer(input: $input) {{ __typename {NO} }} }}"
    with assert_unchanged(cast.server):
        refused = coded_promotion.owner.get(create, input=wish)
        changed = coded_promotion.owner.get(CHANGE, id=coded_promotion.offer, terms={"code": code})
    for answer in (refused, changed):
        assert (answer["code"], answer["field"]) == ("CONFLICT", "terms.promotion.code")


def test_a_code_that_a_promotion_gave_up_is_free_again(cast: Cast) -> None:
    coded = CodedPromotion(cast, code="MAY")
    expect_success(coded.owner.get(CHANGE, id=coded.offer, terms={"code": "JUNE"}))
    assert coded.promotion("Another", FIVE_OFF, code="MAY")
    assert coded.order("MAY")["explanation"][0].startswith("Another")


def test_the_same_request_sent_twice_makes_codes_once(coded_promotion: CodedPromotion) -> None:
    key = uuid4().hex
    assert coded_promotion.make(3, key=key) == coded_promotion.make(3, key=key)
    assert len(coded_promotion.list_codes()) == 3


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"count": 0}, "count"),
        ({"count": 1001}, "count"),
        ({"length": 5}, "length"),
        ({"length": 21}, "length"),
        ({"uses": 0}, "usesEach"),
        ({"prefix": "é"}, "prefix"),
        ({"prefix": "X" * 21}, "prefix"),
    ],
)
def test_what_cannot_be_made_is_refused(coded_promotion: CodedPromotion, wish: Any, field: str) -> None:
    refused = coded_promotion.owner.get(MAKE, id=coded_promotion.offer, **{"count": 1, **wish})
    assert (refused["code"], refused["field"]) == ("BAD_INPUT", field)


def test_an_automatic_promotion_and_one_that_is_over_have_no_use_for_codes(
    coded_promotion: CodedPromotion,
) -> None:
    automatic = coded_promotion.promotion("For all", FIVE_OFF)
    assert coded_promotion.owner.get(MAKE, id=automatic, count=1)["field"] == "offerId"
    expect_success(
        coded_promotion.owner.get(
            "mutation($id: UUID!) { closeOffer(id: $id) { __typename } }", id=coded_promotion.offer
        )
    )
    assert coded_promotion.owner.get(MAKE, id=coded_promotion.offer, count=1)["code"] == "STEP_NOT_ALLOWED"


def test_a_code_that_was_typed_is_found_among_however_many_promotions(
    cast: Cast, coded_promotion: CodedPromotion
) -> None:
    """Only so many are compared, the more important first; a guest who has a code means that one."""
    (code,) = coded_promotion.make(1)
    own = coded_promotion.promotion("Own code", FIVE_OFF, isAutomatic=False, code="FRIENDS")
    for title in ("One", "Two"):
        coded_promotion.promotion(title, FIVE_OFF, priority=9)

    async def first(typed: str | None) -> str:
        restaurant = await Restaurant.get(id=coded_promotion.id)
        (found,) = await fetch_promotions(restaurant, None, now(), typed, most=1)
        return str(found.promotion.id)

    assert run_on_database(cast.server, lambda: first(f" {code.lower()}")) == coded_promotion.offer
    assert run_on_database(cast.server, lambda: first("friends")) == own
    assert run_on_database(cast.server, lambda: first(None)) not in (coded_promotion.offer, own)
