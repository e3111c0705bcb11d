"""The log of a quote: what it shows, and what it hides."""

import pytest

from tests.support.actors import Cast, Users
from tests.support.sharing import LINES, SINK, TAP, UPDATE, quote

ASHA = {"name": "Asha Rao", "email": "asha@customer.example", "phone": "+919812345678"}


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def test_the_log_says_that_the_customer_changed_and_not_to_whom(cast: Cast) -> None:
    offer = quote(cast.agent, customer=ASHA)
    other = {"name": "Ravi Nair", "email": "ravi@customer.example", "phone": "+919800000000"}
    cast.agent.client.get(UPDATE, id=offer, input={"terms": {"quote": {"customer": other}}})
    log = cast.agent.client.get(LINES, id=offer)["nodes"]
    assert [change["field"] for change in log[-1]["changes"]] == [
        "customer.email",
        "customer.name",
        "customer.phone",
    ]
    assert not any(word in str(log) for person in (ASHA, other) for word in person.values())


def test_the_log_shows_lines_as_they_are_written(cast: Cast) -> None:
    offer = quote(cast.agent, lines=[SINK])
    cast.agent.client.get(UPDATE, id=offer, input={"terms": {"quote": {"lines": [TAP]}}})
    changes = {c["field"]: c for c in cast.agent.client.get(LINES, id=offer)["nodes"][-1]["changes"]}
    assert changes["lines"]["before"] == [SINK]
    assert changes["lines"]["after"] == [TAP | {"taxRate": 0}]
    assert (changes["total"]["before"], changes["total"]["after"]) == (1772, 1000)
