"""Lists of offers over the API: filters, orders, and both ways through."""

from typing import Any
from uuid import uuid4

import pytest

from models.clock import now
from models.offers.offer import Offer
from tests.support.actors import CREATE_OFFER, CREATE_PROJECT, Cast, Users
from tests.support.database_dump import run_on_database
from tests.support.sharing import quote_input

PAGE = """query($filter: IncentiveFilterInput, $orderBy: OfferOrder! = NEWEST,
  $first: Int, $after: String, $page: Int, $limit: Int) {
  incentives(filter: $filter, orderBy: $orderBy, first: $first, after: $after, page: $page, limit: $limit) {
    nodes { id title } edges { cursor node { id } } pageInfo { hasNextPage startCursor endCursor }
    pagination { total page limit totalPages }
  }
}"""
OFFERS, INCENTIVES = (
    f"query($filter: {input_type}) {{ {root}(first: 100, filter: $filter) {{ nodes {{ title }} }} }}"
    for input_type, root in (("OfferFilterInput", "offers"), ("IncentiveFilterInput", "incentives"))
)
PAUSE = "mutation($id: UUID!) { pauseOffer(id: $id) { __typename } }"
CLOSE = "mutation($id: UUID!) { closeOffer(id: $id) { __typename } }"
BY_AMOUNT = """query($after: String) {
  offers(orderBy: AMOUNT, first: 1, after: $after) { nodes { title } pageInfo { endCursor } }
}"""
ORDERS = ("NEWEST", "ENDING_SOONEST", "AMOUNT")

# What each offer differs in; all else is as `Cast.wish` has it.
SHELF: dict[str, dict[str, Any]] = {
    "Summer 100% bonus": {"type": "BULK_SALE", "incentiveAmount": 100},
    "summer_sale": {"type": "EARLY_BIRD", "validFrom": "2026-01-01", "validUntil": "2026-02-01"},
    "SUMMERXSALE": {"incentiveAmount": 300, "validUntil": "2126-01-01", "validFrom": "2120-01-01"},
    "Straße am See": {"incentiveAmount": 100, "description": "Ends in\nSUMMER.", "validUntil": "2126-01-01"},
    "a\\b": {"incentiveAmount": 200, "validUntil": "2125-01-01"},
    "Paused": {"incentiveAmount": 100},
    "Paused and over": {"validUntil": "2026-03-01"},
    "Closed": {"validUntil": "2126-01-01"},
    "Closed and over": {"validUntil": "2026-03-01", "incentiveAmount": 0},
}
STEPS = {"Paused": PAUSE, "Closed": CLOSE, "Closed and over": CLOSE}
OVER = {"summer_sale", "Paused and over"}


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


@pytest.fixture(scope="module")
def shelf(cast: Cast) -> str:
    """Create the offers on a new project, one of them by an admin; return the project's id."""
    project = cast.new_project(cast.builder)
    cast.associate(project, cast.agent)
    for title, differs in SHELF.items():
        author = cast.admin if title == "a\\b" else cast.builder
        offer = cast.offer(author, project, title=title, **differs)
        if step := STEPS.get(title):
            cast.admin.client.get(step, id=offer)
        if title == "Paused and over":
            run_on_database(cast.server, lambda: Offer.filter(id=offer).update(status="PAUSED"))  # noqa: B023
    return project


FILTERS: list[tuple[dict[str, Any], set[str]]] = [
    ({}, set(SHELF)),
    ({"status": ["ACTIVE"]}, set(SHELF) - OVER - {"Paused", "Closed", "Closed and over"}),
    ({"status": ["PAUSED"]}, {"Paused"}),
    ({"status": ["EXPIRED"]}, OVER),
    ({"status": ["CLOSED", "EXPIRED"]}, OVER | {"Closed", "Closed and over"}),
    ({"status": ["DRAFT"]}, set()),
    ({"status": []}, set()),
    ({"type": ["BULK_SALE", "EARLY_BIRD"]}, {"Summer 100% bonus", "summer_sale"}),
    ({"type": ["SPECIAL_INCENTIVE"]}, set()),
    ({"text": "SuMMer"}, {"Summer 100% bonus", "summer_sale", "SUMMERXSALE", "Straße am See"}),
    ({"text": " summer_ "}, {"summer_sale"}),
    ({"text": "%"}, {"Summer 100% bonus"}),
    ({"text": "\\"}, {"a\\b"}),
    ({"text": "STRASSE"}, {"Straße am See"}),
    ({"text": "in\nsummer"}, {"Straße am See"}),
    ({"text": "'; --"}, set()),
    ({"validAt": "2026-01-15T00:00:00Z"}, set(SHELF) - {"SUMMERXSALE"}),
    ({"validAt": "2026-02-15T00:00:00Z"}, set(SHELF) - {"SUMMERXSALE", "summer_sale"}),
    ({"validAt": "2126-02-01T05:30:00+05:30"}, {"Summer 100% bonus", "Paused"}),
    ({"endsBefore": "2026-02-15T00:00:00Z"}, {"summer_sale"}),
    ({"endsBefore": "2125-06-01T00:00:00Z"}, OVER | {"a\\b", "Closed and over"}),
    ({"status": ["ACTIVE"], "text": "summer", "type": ["CLOSING_BONUS"]}, {"SUMMERXSALE", "Straße am See"}),
]


@pytest.mark.parametrize(("wanted", "found"), FILTERS, ids=[str(wanted) for wanted, _ in FILTERS])
def test_a_filter_finds_what_fits_all_of_it(
    cast: Cast, shelf: str, wanted: dict[str, Any], found: set[str]
) -> None:
    for person in (cast.agent, cast.builder, cast.admin):
        nodes = person.client.get(INCENTIVES, filter=wanted | {"projectId": shelf})["nodes"]
        assert {node["title"] for node in nodes} == found
        assert len(nodes) == len(found)
    if "type" not in wanted:
        wanted = wanted | {"projectId": shelf, "kinds": ["incentive", "incentive"]}
        assert {node["title"] for node in cast.agent.client.get(OFFERS, filter=wanted)["nodes"]} == found


def test_offers_are_found_by_project_builder_and_author(cast: Cast, shelf: str) -> None:
    ask = cast.admin.client.get
    cast.offer(cast.other_builder, cast.other_project, title="Elsewhere")
    here = {node["title"] for node in ask(INCENTIVES, filter={"projectId": shelf})["nodes"]}
    assert here == set(SHELF)
    by_admin = {"projectId": shelf, "authorId": cast.admin.id}
    assert ask(INCENTIVES, filter=by_admin)["nodes"] == [{"title": "a\\b"}]
    assert ask(INCENTIVES, filter={"projectId": shelf, "authorId": cast.agent.id})["nodes"] == []
    assert ask(INCENTIVES, filter={"builderId": cast.builder.id, "text": "straße"})["nodes"] != []
    assert ask(INCENTIVES, filter={"builderId": cast.other_builder.id, "text": "straße"})["nodes"] == []
    assert (
        ask(INCENTIVES, filter={"builderId": cast.builder.id, "projectId": cast.other_project})["nodes"] == []
    )


def test_a_filter_by_a_project_of_another_builder_finds_nothing(cast: Cast, shelf: str) -> None:
    for person in (cast.other_agent, cast.other_builder):
        for wanted in ({"projectId": shelf}, {"builderId": cast.builder.id, "projectId": shelf}):
            assert person.client.get(INCENTIVES, filter=wanted)["nodes"] == []
    assert cast.admin.client.get(INCENTIVES, filter={"projectId": str(uuid4())})["nodes"] == []


def test_the_three_orders(cast: Cast, shelf: str) -> None:
    by_order = {order: _titles(cast, shelf, orderBy=order, first=100) for order in ORDERS}
    assert by_order["NEWEST"] == list(SHELF)[::-1]
    assert by_order["ENDING_SOONEST"][0] == "summer_sale"
    assert set(by_order["ENDING_SOONEST"][1:3]) == {"Paused and over", "Closed and over"}
    assert set(by_order["ENDING_SOONEST"][-2:]) == {"Summer 100% bonus", "Paused"}
    assert set(by_order["AMOUNT"][:3]) == {"summer_sale", "Paused and over", "Closed"}
    assert by_order["AMOUNT"][3:5] == ["SUMMERXSALE", "a\\b"]
    assert by_order["AMOUNT"][-1] == "Closed and over"


def test_the_order_by_amount_knows_the_amount_of_every_kind(users: Users) -> None:
    builder = users.new_user("BUILDER")
    project = builder.client.get(CREATE_PROJECT, input={"name": "Tower"})["id"]
    for amount in (3, 1):
        line = {"description": "Door", "quantity": 1, "unitPrice": amount}
        builder.client.get(CREATE_OFFER, input=quote_input(title=f"quote {amount}", lines=[line]))
        terms = {"projectId": project, "type": "CLOSING_BONUS", "incentiveAmount": amount + 1}
        builder.client.get(
            CREATE_OFFER, input={"title": f"bonus {amount + 1}", "terms": {"incentive": terms}}
        )
    walked, after = [], None
    for _ in range(4):
        page = builder.client.get(BY_AMOUNT, after=after)
        walked += [node["title"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert walked == ["bonus 4", "quote 3", "bonus 2", "quote 1"]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 4])
def test_walking_by_cursor_sees_each_offer_once_in_order(
    cast: Cast, shelf: str, order: str, size: int
) -> None:
    whole = _page(cast, shelf, orderBy=order, first=100)
    seen, after = list[dict[str, str]](), None
    while len(seen) <= len(whole["nodes"]):
        page = _page(cast, shelf, orderBy=order, first=size, after=after)
        seen += page["nodes"]
        assert [edge["node"]["id"] for edge in page["edges"]] == [node["id"] for node in page["nodes"]]
        assert page["pageInfo"]["endCursor"] == page["edges"][-1]["cursor"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == whole["nodes"]
    assert _page(cast, shelf, orderBy=order, first=size, after=after)["nodes"] == []


@pytest.mark.parametrize("order", ORDERS)
def test_walking_by_page_sees_each_offer_once_in_order(cast: Cast, shelf: str, order: str) -> None:
    whole = _page(cast, shelf, orderBy=order, first=100)
    pages = [_page(cast, shelf, orderBy=order, page=number, limit=4) for number in (1, 2, 3, 4)]
    assert [node for page in pages for node in page["nodes"]] == whole["nodes"]
    assert [page["pageInfo"]["hasNextPage"] for page in pages] == [True, True, False, False]
    assert pages[1]["pagination"] == {"total": 9, "page": 2, "limit": 4, "totalPages": 3}
    assert pages[3]["pageInfo"] == {"hasNextPage": False, "startCursor": None, "endCursor": None}


def test_cursors_stay_valid_when_offers_are_added_and_changed(cast: Cast) -> None:
    project = cast.new_project(cast.builder)
    old = [cast.offer(project=project) for _ in range(4)]
    page = cast.builder.client.get(PAGE, filter={"projectId": project}, first=2)
    cast.offer(project=project)
    rest = cast.builder.client.get(PAGE, filter={"projectId": project}, after=page["pageInfo"]["endCursor"])
    assert [node["id"] for node in page["nodes"] + rest["nodes"]] == old[::-1]


def test_rows_created_at_the_same_moment_keep_their_order(cast: Cast) -> None:
    project, moment = cast.new_project(cast.builder), now()
    ids = sorted((cast.offer(project=project) for _ in range(5)), reverse=True)
    run_on_database(cast.server, lambda: Offer.filter(project_id=project).update(created_at=moment))
    seen, after = [], None
    for _ in ids:
        page = cast.builder.client.get(PAGE, filter={"projectId": project}, first=1, after=after)
        seen += [node["id"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert seen == ids


def test_a_cursor_of_another_order_is_refused(cast: Cast, shelf: str) -> None:
    for order in ORDERS:
        after = _page(cast, shelf, orderBy=order, first=1)["pageInfo"]["endCursor"]
        for other in set(ORDERS) - {order}:
            answer = cast.agent.client.ask(PAGE, filter={"projectId": shelf}, orderBy=other, after=after)
            extensions = answer["errors"][0]["extensions"]
            assert (extensions["code"], extensions["field"]) == ("BAD_INPUT", "after")


def _page(cast: Cast, shelf: str, **asked: Any) -> dict[str, Any]:
    page: dict[str, Any] = cast.agent.client.get(PAGE, filter={"projectId": shelf}, **asked)
    return page


def _titles(cast: Cast, shelf: str, **asked: Any) -> list[str]:
    return [node["title"] for node in _page(cast, shelf, **asked)["nodes"]]
