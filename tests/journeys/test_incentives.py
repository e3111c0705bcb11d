"""The checklist of the incentives' specification: each line is a test, named after it."""

from typing import Any

import pytest

from tests.support.actors import CREATE_OFFER, Cast, Users
from tests.support.database_dump import PasswordlessUser, assert_unchanged
from tests.support.incentives import DELETE, EXPIRE, GET, PAST, UPDATE, step_mutation

LIST = """query($filter: IncentiveFilterInput, $page: Int, $limit: Int) {
  incentives(filter: $filter, page: $page, limit: $limit) {
    nodes { id status title project { id name location } author { name } }
    pagination { total page limit totalPages }
  }
}"""


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


# Unit tests


def test_create_validates_that_the_builder_owns_the_project(cast: Cast) -> None:
    with assert_unchanged(cast.server):
        code = cast.builder.client.error_code(CREATE_OFFER, input=cast.offer_input(cast.other_project))
    assert code == "FORBIDDEN"
    assert cast.builder.client.get(CREATE_OFFER, input=cast.offer_input())["status"] == "ACTIVE"


def test_find_all_for_an_agent_returns_only_associated_projects(cast: Cast) -> None:
    shown, hidden = cast.offer(), cast.offer(cast.other_builder, cast.other_project)
    listed = _list_incentives(cast.agent, page=1, limit=100)
    assert shown in [node["id"] for node in listed]
    assert hidden not in [node["id"] for node in listed]
    assert cast.other_project not in {node["project"]["id"] for node in listed}


def test_find_one_checks_the_agents_access(cast: Cast) -> None:
    offer = cast.offer()
    assert cast.agent.client.get(GET, id=offer)["id"] == offer
    assert cast.other_agent.client.error_code(GET, id=offer) == "FORBIDDEN"


def test_update_validates_ownership(cast: Cast) -> None:
    of_the_admin = cast.offer(cast.admin)
    with assert_unchanged(cast.server):
        for person in (cast.builder, cast.other_builder, cast.agent):
            assert person.client.error_code(UPDATE, id=of_the_admin, input={"title": "Mine"}) == "FORBIDDEN"
    own = cast.builder.client.get(UPDATE, id=cast.offer(), input={"title": "Mine"})
    assert own["title"] == "Mine"


def test_update_expired_offers_updates_the_expired_status(cast: Cast) -> None:
    cast.admin.client.get(EXPIRE)
    offer = cast.offer(validUntil=PAST)
    assert cast.super_admin.client.get(EXPIRE) == {"count": 1}
    assert cast.builder.client.get(GET, id=offer)["status"] == "EXPIRED"


# Integration tests


def test_a_builder_creates_an_offer_for_their_own_project(cast: Cast) -> None:
    made = cast.builder.client.get(
        CREATE_OFFER,
        input=cast.offer_input(
            title="10% Commission Boost on Early Sales",
            description="Get 10% extra commission on all sales closed in the first month",
            incentiveAmount=50_000_00,
            type="COMMISSION_BOOST",
            termsAndConditions=["Valid for first 10 units only", "Payment within 30 days of booking"],
            minUnitsToSell=5,
            commissionPercentage=2.5,
            validFrom="2025-01-01T00:00:00.000Z",
            validUntil="2125-12-31T23:59:59.000Z",
        ),
    )
    assert (made["status"], made["version"]) == ("ACTIVE", 1)
    assert cast.agent.client.get(GET, id=made["id"])["terms"]["commissionPercentage"] == 2.5


def test_a_builder_cannot_create_an_offer_for_anothers_project(cast: Cast) -> None:
    with assert_unchanged(cast.server):
        assert cast.other_builder.client.error_code(CREATE_OFFER, input=cast.offer_input()) == "FORBIDDEN"


def test_an_agent_sees_offers_for_associated_projects_only(cast: Cast) -> None:
    project = cast.new_project(cast.other_builder)
    offers = [cast.offer(cast.other_builder, project), cast.offer(cast.admin, project)]
    assert _list_incentives(cast.agent, filter={"projectId": project}) == []
    cast.associate(project, cast.agent)
    listed = _list_incentives(cast.agent, filter={"projectId": project})
    assert sorted(node["id"] for node in listed) == sorted(offers)


def test_an_agent_cannot_see_offers_for_projects_they_are_not_associated_with(cast: Cast) -> None:
    offer = cast.offer(cast.other_builder, cast.other_project)
    assert cast.agent.client.error_code(GET, id=offer) == "FORBIDDEN"
    assert _list_incentives(cast.agent, filter={"projectId": cast.other_project}) == []


def test_an_admin_can_create_update_and_delete_any_offer(cast: Cast) -> None:
    for admin in (cast.admin, cast.super_admin):
        for offer in (
            cast.offer(admin, cast.other_project),
            cast.offer(cast.other_builder, cast.other_project),
        ):
            assert admin.client.get(UPDATE, id=offer, input={"title": "By an admin"})["version"] == 2
            assert admin.client.get(DELETE, id=offer)["id"] == offer
            assert cast.other_builder.client.error_code(GET, id=offer) == "NOT_FOUND"


def test_expired_offers_update_their_status_by_themselves(cast: Cast) -> None:
    offer = cast.offer(validUntil=PAST)
    for person in (cast.agent, cast.builder, cast.admin):
        assert person.client.get(GET, id=offer)["status"] == "EXPIRED"


# Edge cases


def test_an_agent_with_no_associations_sees_an_empty_list(cast: Cast) -> None:
    cast.offer()
    nobody = PasswordlessUser(cast.server)
    page = nobody.client.get(LIST, page=1, limit=10)
    assert page == {"nodes": [], "pagination": {"total": 0, "page": 1, "limit": 10, "totalPages": 0}}


def test_an_offer_with_no_end_never_expires(cast: Cast) -> None:
    offer = cast.offer(validFrom="2001-01-01")
    cast.admin.client.get(EXPIRE)
    assert cast.agent.client.get(GET, id=offer)["status"] == "ACTIVE"


def test_several_offers_of_a_project_work_correctly(cast: Cast) -> None:
    project = cast.new_project(cast.builder)
    cast.associate(project, cast.agent)
    first, second, third = (cast.offer(project=project, title=f"Offer {number}") for number in (1, 2, 3))
    cast.builder.client.get(step_mutation("pauseOffer"), id=second)
    cast.builder.client.get(DELETE, id=first)
    listed = _list_incentives(cast.agent, filter={"projectId": project})
    assert [(node["id"], node["status"]) for node in listed] == [(third, "ACTIVE"), (second, "PAUSED")]


def test_pagination_works_with_many_offers(cast: Cast) -> None:
    project = cast.new_project(cast.builder)
    made = [cast.offer(project=project, title=f"Offer {number}") for number in range(45)][::-1]
    ask, wanted = cast.builder.client.get, {"projectId": project}
    pages = [ask(LIST, filter=wanted, page=page, limit=20) for page in (1, 2, 3)]
    assert [[node["id"] for node in page["nodes"]] for page in pages] == [made[:20], made[20:40], made[40:]]
    assert pages[2]["pagination"] == {"total": 45, "page": 3, "limit": 20, "totalPages": 3}


def test_status_filtering_works_correctly(cast: Cast) -> None:
    project = cast.new_project(cast.builder)
    cast.associate(project, cast.agent)
    by_status = {
        "ACTIVE": cast.offer(project=project),
        "PAUSED": cast.offer(project=project),
        "CLOSED": cast.offer(project=project),
        "EXPIRED": cast.offer(project=project, validUntil=PAST),
    }
    cast.builder.client.get(step_mutation("pauseOffer"), id=by_status["PAUSED"])
    cast.builder.client.get(step_mutation("closeOffer"), id=by_status["CLOSED"])
    for status, offer in by_status.items():
        for person in (cast.agent, cast.builder, cast.admin):
            listed = _list_incentives(person, filter={"projectId": project, "status": [status]})
            assert [(node["id"], node["status"]) for node in listed] == [(offer, status)]


def _list_incentives(person: Any, **variables: Any) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = person.client.get(LIST, **variables)["nodes"]
    return nodes
