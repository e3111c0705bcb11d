"""Wrong input for an offer: a readable answer with a code, nothing written, no traceback for anybody."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.actors import CREATE_OFFER, Cast
from tests.support.bad_requests import BAD, MODERN, post, refusal

pytestmark = pytest.mark.usefixtures("nothing_is_written", "no_traceback")
CREATE = 'mutation { createOffer(input: {title: %s, terms: {incentive: {projectId: "%s", type: %s,'
CREATE += " incentiveAmount: %s}}}) { __typename ... on Refusal { code message field } } }"
TIER = {"fromUnits": 1, "commissionPercentage": 1}
OFFER: dict[str, dict[str, Any]] = {
    "a commission of -1": {"commissionPercentage": -1},
    "a commission of 100.01": {"commissionPercentage": 100.01},
    "a commission of three decimals": {"commissionPercentage": 2.505},
    "a commission that is no number": {"commissionPercentage": "NaN"},
    "an infinite commission": {"commissionPercentage": "Infinity"},
    "a commission of words": {"commissionPercentage": "ten"},
    "a commission that is true": {"commissionPercentage": True},
    "a commission of a great many digits": {"commissionPercentage": "1e999999999"},
    "an amount of -1": {"incentiveAmount": -1},
    "an amount beyond the largest": {"incentiveAmount": 10**15 + 1},
    "an amount beyond 64 bits": {"incentiveAmount": 10**19},
    "an amount with a fraction": {"incentiveAmount": 1.5},
    "an amount as text": {"incentiveAmount": "100"},
    "an amount of nothing": {"incentiveAmount": None},
    "an end before the start": {"validFrom": "2026-02-01T00:00:00Z", "validUntil": "2026-01-31T00:00:00Z"},
    "a start without an offset": {"validFrom": "2026-02-01T00:00:00"},
    "an end without an offset": {"validUntil": "2026-02-01T00:00:00"},
    "the 30th of February": {"validUntil": "2026-02-30"},
    "hour 25": {"validUntil": "2026-02-01T25:00:00Z"},
    "month 13 as a date and time": {"validUntil": "2026-13-01T00:00:00Z"},
    "an end as a number": {"validUntil": 1767225600},
    "an end in no format": {"validUntil": "tomorrow"},
    "a start before all time": {"validFrom": "0001-01-01T00:00:00+14:00"},
    "an end after all time": {"validUntil": "9999-12-31T23:59:59-12:00"},
    "an empty title": {"title": ""},
    "a blank title": {"title": " \t\u2003 "},
    "no title": {"title": None},
    "a title of 10,000 characters": {"title": "x" * 10_000},
    "a title of control characters": {"title": "a\x1bb"},
    "51 conditions": {"termsAndConditions": ["x"] * 51},
    "10,000 conditions": {"termsAndConditions": ["x"] * 10_000},
    "a condition that is a number": {"termsAndConditions": [1]},
    "an unknown type": {"type": "LOTTERY"},
    "a type in lower case": {"type": "closing_bonus"},
    "a currency that is none": {"currency": "RUPEES"},
    "a currency out of use": {"currency": "DEM"},
    "an empty currency": {"currency": ""},
    "0 units": {"minUnitsToSell": 0},
    "units beyond 32 bits": {"minUnitsToSell": 2**31},
    "half a unit": {"minUnitsToSell": 0.5},
    "tiers that fall": {"tiers": [TIER | {"fromUnits": 2}, TIER], "tierBasis": "MARGINAL"},
    "tiers without a basis": {"tiers": [TIER]},
    "a basis without tiers": {"tierBasis": "RETROACTIVE"},
    "a tier from 0 units": {"tiers": [TIER | {"fromUnits": 0}], "tierBasis": "MARGINAL"},
    "an unknown basis": {"tiers": [TIER], "tierBasis": "PROGRESSIVE"},
    "a malformed project id": {"projectId": "7"},
    "a project id in braces": {"projectId": "{12345678-1234-1234-1234-123456789012}"[:36]},
    "a field that is not there": {"bonus": 1},
}


@pytest.mark.parametrize("wrong", OFFER)
def test_an_offer_is_refused_for(stage: Cast, wrong: str) -> None:
    code, message = refusal(post(stage, CREATE_OFFER, input=stage.offer_input(**OFFER[wrong])))
    assert code == BAD
    assert len(message) > 10


def test_an_offer_on_an_unknown_project(stage: Cast) -> None:
    answer = post(stage, CREATE_OFFER, input=stage.offer_input(str(uuid4())))
    assert refusal(answer) == ("NOT_FOUND", "There is no such project.")


def test_an_offer_on_a_foreign_project(stage: Cast) -> None:
    answer = post(stage, CREATE_OFFER, input=stage.offer_input(stage.other_project))
    assert refusal(answer) == ("FORBIDDEN", "You cannot see or change this.")


@pytest.mark.parametrize("terms", [{}, {"incentive": None}, {"incentive": {}}, {"promotion": {}}, None, []])
def test_an_offer_with_none_of_the_kinds(stage: Cast, terms: Any) -> None:
    wish = stage.offer_input() | {"terms": terms}
    assert refusal(post(stage, CREATE_OFFER, input=wish))[0] == BAD


def test_an_offer_with_two_of_the_kinds(stage: Cast) -> None:
    wish = stage.offer_input()
    wish["terms"]["quote"] = wish["terms"]["incentive"]
    assert refusal(post(stage, CREATE_OFFER, input=wish))[0] == BAD


LITERALS = {
    "a NUL escape": (r'"a\u0000b"', "CLOSING_BONUS", "1"),
    "a NUL escape in braces": (r'"a\u{0}b"', "CLOSING_BONUS", "1"),
    "half a surrogate pair": (r'"a\ud800b"', "CLOSING_BONUS", "1"),
    "half a surrogate pair in braces": (r'"a\u{d800}b"', "CLOSING_BONUS", "1"),
    "a bad escape": (r'"a\q"', "CLOSING_BONUS", "1"),
    "an unended string": ('"a', "CLOSING_BONUS", "1"),
    "an unknown type": ('"a"', "LOTTERY", "1"),
    "a type as text": ('"a"', '"CLOSING_BONUS"', "1"),
    "an amount of 30 digits": ('"a"', "CLOSING_BONUS", "1" * 30),
    "an amount of an exponent": ('"a"', "CLOSING_BONUS", "1e400"),
    "an amount of 1.5": ('"a"', "CLOSING_BONUS", "1.5"),
}


@pytest.mark.parametrize("wrong", LITERALS)
def test_an_offer_written_into_the_document_is_refused_for(stage: Cast, wrong: str) -> None:
    title, kind, amount = LITERALS[wrong]
    assert refusal(post(stage, CREATE % (title, stage.project, kind, amount)))[0] == BAD


BODIES = {
    "a NUL in a variable": b'{"query": "{ me { id } }", "variables": {"a": "\\u0000"}}',
    "half a surrogate pair": b'{"query": "{ me { id } }", "variables": {"a": "\\ud800"}}',
    "bytes that are no UTF-8": b'{"query": "{ me { name } } # \xff"}',
    "NaN": b'{"query": "query($n: Percentage) { me { id } }", "variables": {"n": NaN}}',
    "a number of 22 digits": b'{"query": "{ me { id } }", "variables": {"n": 1111111111111111111111}}',
    "half a document": b'{"query": "{ me {',
}


@pytest.mark.parametrize("body", BODIES)
def test_a_request_is_refused_for(stage: Cast, body: str) -> None:
    headers = MODERN | {"content-type": "application/json"}
    response = stage.builder.client.http.post("/graphql", content=BODIES[body], headers=headers)
    assert refusal(response)[0] == BAD


@pytest.mark.parametrize(
    "key", ["", "short", "x" * 121, "with a \x7f", "ключ-идемпотентности", "tab\tin\tit"]
)
def test_an_idempotency_key_is_refused_for_its_form(stage: Cast, key: str) -> None:
    answer = post(stage, CREATE_OFFER, input=stage.offer_input(), key=key)
    assert refusal(answer) == (BAD, "An idempotency key must have 8 to 120 printable ASCII characters.")
