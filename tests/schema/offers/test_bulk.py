"""One step for many offers of any kind: each by itself."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.actors import Cast
from tests.support.database_dump import assert_unchanged
from tests.support.dining import TWENTY_OFF, Dining

ROWS = "rows { id result { __typename ... on Offer { status } ... on Refusal { code field } } }"


def step(field: str) -> str:
    answer = f"... on OfferSteps {{ done refused {ROWS} }} ... on Refusal {{ code field }}"
    return f"mutation($ids: [UUID!]!) {{ {field}(ids: $ids) {{ {answer} }} }}"


def results(found: Any) -> list[str]:
    return [row["result"].get("status") or row["result"]["code"] for row in found["rows"]]


def test_each_kind_takes_its_steps_and_the_answer_keeps_the_order(cast: Cast) -> None:
    ids = [Dining(cast).promotion("Twenty", TWENTY_OFF), cast.offer()]
    ask = cast.builder.client.get
    assert results(ask(step("pauseOffers"), ids=ids)) == ["PAUSED", "PAUSED"]
    assert results(ask(step("activateOffers"), ids=ids)) == ["ACTIVE", "ACTIVE"]
    closed = ask(step("closeOffers"), ids=ids)
    assert (closed["done"], closed["refused"], results(closed)) == (2, 0, ["CLOSED", "CLOSED"])
    assert [row["id"] for row in closed["rows"]] == ids
    assert [row["result"]["__typename"] for row in closed["rows"]] == ["PromotionOffer", "IncentiveOffer"]


def test_a_row_that_is_refused_leaves_the_others(cast: Cast) -> None:
    """The refused rows: another author's, an unknown one, a closed one, and one named twice."""
    own, closed, foreign = cast.offer(), cast.offer(), cast.offer(cast.other_builder, cast.other_project)
    ask = cast.builder.client.get
    ask(step("closeOffers"), ids=[closed])
    found = ask(step("pauseOffers"), ids=[foreign, str(uuid4()), closed, own, own])
    assert results(found) == ["FORBIDDEN", "NOT_FOUND", "STEP_NOT_ALLOWED", "PAUSED", "STEP_NOT_ALLOWED"]
    assert (found["done"], found["refused"], found["rows"][0]["result"]["field"]) == (1, 4, "id")


@pytest.mark.parametrize("count", [0, 101])
def test_none_or_too_many_are_refused_as_a_whole(cast: Cast, count: int) -> None:
    ids = [cast.offer(), *(str(uuid4()) for _ in range(100))][:count]
    with assert_unchanged(cast.server):
        assert cast.builder.client.get(step("closeOffers"), ids=ids) == {"code": "BAD_INPUT", "field": "ids"}
