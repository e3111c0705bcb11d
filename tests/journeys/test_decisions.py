"""The decisions where the specifications disagree or are silent, tested over the API."""

import json
from typing import Any
from uuid import uuid4

import pytest

from models.offers.activity import Activity
from models.offers.offer import Offer
from models.people.viewer import Role
from tests.support.actors import CREATE_PROJECT, Cast, Users
from tests.support.database_dump import PasswordlessUser, run_on_database
from tests.support.incentives import (
    CREATE,
    DELETE,
    EXPIRE,
    GET,
    LINES,
    PAST,
    UPDATE,
    step_mutation,
    terms_change,
)

FUTURE = "2126-01-01T00:00:00Z"
PAGE = """query($filter: IncentiveFilterInput, $first: Int, $after: String, $page: Int, $limit: Int) {
  incentives(filter: $filter, first: $first, after: $after, page: $page, limit: $limit) {
    nodes { id } pageInfo { endCursor hasNextPage } pagination { total page limit totalPages }
  }
}"""


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def test_expiry_is_derived_on_read_and_recorded_later(cast: Cast) -> None:
    """Decision 1."""
    cast.admin.client.get(EXPIRE)
    offer = cast.offer(validUntil=PAST)
    assert cast.agent.client.get(GET, id=offer)["status"] == "EXPIRED"
    assert _read_offer(cast, offer).status == "ACTIVE"
    assert _events(cast, offer) == ["CREATED"]
    assert cast.admin.client.get(EXPIRE) == {"count": 1}
    assert _read_offer(cast, offer).status == "EXPIRED"
    assert [line["event"] for line in cast.agent.client.get(LINES, id=offer)["nodes"]] == [
        "CREATED",
        "EXPIRED",
    ]


def test_an_offer_without_an_end_never_expires(cast: Cast) -> None:
    """Decision 1."""
    offer = cast.offer(validFrom="1970-01-01")
    cast.admin.client.get(EXPIRE)
    assert cast.agent.client.get(GET, id=offer)["status"] == "ACTIVE"
    assert _read_offer(cast, offer).status == "ACTIVE"


def test_a_date_without_a_time_means_the_end_of_that_day_where_the_author_is(cast: Cast) -> None:
    """Decision 1."""
    author = PasswordlessUser(cast.server, Role.BUILDER)
    author.client.get('mutation { updateProfile(timeZone: "Asia/Kolkata") { __typename } }')
    project = author.client.get(CREATE_PROJECT, input={"name": "P"})["id"]
    made = author.client.get(CREATE, input=cast.offer_input(project, validUntil="2125-12-31"))
    assert made["validUntil"] == "2125-12-31T18:29:59.999999Z"


def test_an_offer_of_another_author_is_forbidden_and_an_unknown_one_not_found(cast: Cast) -> None:
    """Decision 9."""
    offer, nowhere = cast.offer(cast.other_builder, cast.other_project, title="Top secret"), str(uuid4())
    for person in (cast.builder, cast.agent):
        for query in (GET, step_mutation("pauseOffer"), LINES):
            answer = person.client.ask(query, id=offer)
            assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
            assert "secret" not in json.dumps(answer)
            assert person.client.error_code(query, id=nowhere) == "NOT_FOUND"


def test_deleting_an_unused_offer_removes_it_and_keeps_its_log(cast: Cast) -> None:
    """Decision 10; nothing can refer to an incentive yet that would keep it."""
    offer = cast.offer()
    assert cast.builder.client.get(DELETE, id=offer)["id"] == offer
    assert cast.admin.client.error_code(GET, id=offer) == "NOT_FOUND"

    async def read_events() -> list[str]:
        return [line.event.value for line in await Activity.filter(offer_id=offer).order_by("seq")]

    assert run_on_database(cast.server, read_events) == ["CREATED", "DELETED"]


def test_both_paginations_are_on_the_same_field_and_agree(cast: Cast) -> None:
    """Decision 11."""
    project = cast.new_project(cast.builder)
    made = [{"id": cast.offer(project=project)} for _ in range(5)][::-1]
    ask, wanted = cast.builder.client.get, {"projectId": project}
    by_page = [ask(PAGE, filter=wanted, page=number, limit=2) for number in (1, 2, 3)]
    assert [page["nodes"] for page in by_page] == [made[:2], made[2:4], made[4:]]
    assert by_page[1]["pagination"] == {"total": 5, "page": 2, "limit": 2, "totalPages": 3}
    first = ask(PAGE, filter=wanted, first=2)
    rest = ask(PAGE, filter=wanted, first=10, after=first["pageInfo"]["endCursor"])
    assert first["nodes"] + rest["nodes"] == made
    assert first["pagination"] == {"total": 5, "page": None, "limit": 2, "totalPages": 3}
    answer = cast.builder.client.ask(PAGE, first=2, page=1)
    assert answer["errors"][0]["extensions"]["code"] == "BAD_INPUT"


@pytest.mark.parametrize("percentage", [0, 0.01, 2.5, "99.99", 100])
def test_a_commission_is_0_to_100_with_two_decimals(cast: Cast, percentage: Any) -> None:
    """Decision 18."""
    made = cast.builder.client.get(CREATE, input=cast.offer_input(commissionPercentage=percentage))
    assert made["terms"]["commissionPercentage"] == float(percentage)


def test_amounts_are_whole_minor_units_in_rupees_by_default(cast: Cast) -> None:
    """Decision 18."""
    made = cast.builder.client.get(CREATE, input=cast.offer_input(incentiveAmount=1_00_000_50))
    money = {"minorUnits": 1_00_000_50, "currency": "INR", "text": "₹1,00,000.50"}
    assert made["terms"]["incentiveAmount"] == money
    made = cast.builder.client.get(CREATE, input=cast.offer_input(incentiveAmount=500, currency="JPY"))
    assert made["terms"]["incentiveAmount"] == {"minorUnits": 500, "currency": "JPY", "text": "¥500"}


def test_tiers_state_their_basis_and_the_last_is_open_ended(cast: Cast) -> None:
    """Decision 18."""
    tiers = [{"fromUnits": 1, "commissionPercentage": 1}, {"fromUnits": 6, "commissionPercentage": 2}]
    refused = cast.builder.client.get(CREATE, input=cast.offer_input(tiers=tiers))
    assert (refused["code"], refused["field"]) == ("BAD_INPUT", "terms.incentive.tierBasis")
    for basis in ("MARGINAL", "RETROACTIVE"):
        made = cast.builder.client.get(CREATE, input=cast.offer_input(tiers=tiers, tierBasis=basis))
        assert made["terms"]["tierBasis"] == basis
        assert [tier["toUnits"] for tier in made["terms"]["tiers"]] == [5, None]


@pytest.mark.parametrize("written_down", [False, True])
@pytest.mark.parametrize("status", ["ACTIVE", "PAUSED"])
@pytest.mark.parametrize("until", [FUTURE, None])
def test_a_later_end_revives_an_expired_incentive_with_its_earlier_status(
    cast: Cast, status: str, written_down: bool, until: str | None
) -> None:
    """Decision 20."""
    offer = cast.offer(validUntil=FUTURE)
    if status == "PAUSED":
        cast.builder.client.get(step_mutation("pauseOffer"), id=offer)
    cast.builder.client.get(UPDATE, id=offer, input={"validUntil": PAST})
    if written_down:
        cast.admin.client.get(EXPIRE)
    assert cast.agent.client.get(GET, id=offer)["status"] == "EXPIRED"
    assert cast.builder.client.get(UPDATE, id=offer, input={"validUntil": until})["status"] == status
    assert _events(cast, offer)[-1] == "REVIVED"


def test_a_change_that_leaves_the_end_in_the_past_revives_nothing(cast: Cast) -> None:
    """Decision 20."""
    offer = cast.offer(validUntil=PAST)
    cast.admin.client.get(EXPIRE)
    change = {"title": "Other", "validUntil": "2026-02-01", **terms_change(incentiveAmount=1)}
    changed = cast.builder.client.get(UPDATE, id=offer, input=change)
    assert (changed["status"], changed["version"]) == ("EXPIRED", 2)
    assert _events(cast, offer)[-1] == "CHANGED"
    assert cast.admin.client.get(EXPIRE) == {"count": 0}


@pytest.mark.parametrize("until", [PAST, FUTURE])
def test_a_later_end_does_not_revive_a_closed_incentive(cast: Cast, until: str) -> None:
    """Decision 20."""
    offer = cast.offer(validUntil=until)
    cast.builder.client.get(step_mutation("closeOffer"), id=offer)
    extended = cast.builder.client.get(UPDATE, id=offer, input={"validUntil": "2127-01-01"})
    assert extended["status"] == "CLOSED"


def _read_offer(cast: Cast, offer: str) -> Offer:
    return run_on_database(cast.server, lambda: Offer.get(id=offer))


def _events(cast: Cast, offer: str) -> list[str]:
    return [line["event"] for line in cast.agent.client.get(LINES, id=offer)["nodes"]]
