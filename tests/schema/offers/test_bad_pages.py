"""Wrong pages, filters and ids: a readable answer with a code, nothing written, no traceback for anybody."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.actors import Cast
from tests.support.bad_requests import BAD, post, refusal

pytestmark = pytest.mark.usefixtures("nothing_is_written", "no_traceback")
VARIABLES = "$first: Int, $after: String, $page: Int, $limit: Int"
PAGED = "first: $first, after: $after, page: $page, limit: $limit"
UPDATE = "mutation($id: UUID!, $input: OfferChangeInput!) {"
UPDATE += " updateOffer(id: $id, input: $input) { __typename ... on Refusal { code message field } } }"
LISTS = ("users", "projects", "associations", "offers", "incentives", "notifications")

PAGES: dict[str, dict[str, Any]] = {
    "page 0": {"page": 0},
    "page -1": {"page": -1},
    "page 100,001": {"page": 100_001},
    "limit 0": {"limit": 0},
    "limit 1,000,000": {"limit": 1_000_000},
    "limit 101": {"limit": 101},
    "first 0": {"first": 0},
    "first -5": {"first": -5},
    "first 101": {"first": 101},
    "a page beyond 32 bits": {"page": 2**31},
    "both ways at once": {"first": 1, "page": 1},
    "a cursor and a page": {"after": "x", "limit": 1},
    "an empty cursor": {"after": ""},
    "a cursor of words": {"after": "not a cursor"},
    "a cursor that is no base64": {"after": "%%%"},
    "a cursor of other JSON": {"after": "eyJhIjoxfQ"},
    "a cursor in another script": {"after": "कर्सर"},
    "a cursor of a moment that is none": {
        "after": "WyJORVdFU1QiLCJub3ciLCIwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAiXQ"
    },
}


@pytest.mark.parametrize("wrong", PAGES)
@pytest.mark.parametrize("field", LISTS)
def test_a_page_is_refused_for(stage: Cast, field: str, wrong: str) -> None:
    query = f"query({VARIABLES}) {{ {field}({PAGED}) {{ pageInfo {{ endCursor }} }} }}"
    response = post(stage, query, person="admin", **PAGES[wrong])
    assert refusal(response)[0] == BAD


FILTERS = {
    "an unknown kind": 'offers(filter: {kinds: ["lottery"]})',
    "an unknown status": "incentives(filter: {status: [OPEN]})",
    "an unknown type": "incentives(filter: {type: [LOTTERY]})",
    "an empty text": 'incentives(filter: {text: ""})',
    "a long text": f'incentives(filter: {{text: "{"x" * 201}"}})',
    "a date for a moment": 'incentives(filter: {validAt: "2026-01-01"})',
    "a moment without an offset": 'incentives(filter: {endsBefore: "2026-01-01T00:00:00"})',
    "a moment out of range": 'incentives(filter: {validAt: "9999-12-31T23:59:59-12:00"})',
    "a malformed project": 'incentives(filter: {projectId: "x"})',
    "a malformed builder": 'incentives(filter: {builderId: ""})',
    "an unknown order": "incentives(orderBy: OLDEST)",
    "no order": "incentives(orderBy: null)",
    "an unknown event": "notifications(events: [WON])",
}


@pytest.mark.parametrize("wrong", FILTERS)
def test_a_filter_is_refused_for(stage: Cast, wrong: str) -> None:
    response = post(stage, f"{{ {FILTERS[wrong]} {{ nodes {{ id }} }} }}")
    assert refusal(response)[0] == BAD


@pytest.mark.parametrize(
    "malformed", ["", "7", "x" * 36, "' OR 1=1 --", "0f8fad5bd9cb469fa16570867728950e", 7, True, []]
)
def test_a_malformed_id_is_refused_by_every_field_that_takes_one(stage: Cast, malformed: object) -> None:
    for field in ("offer(id: $id)", "incentive(id: $id)", "project(id: $id)", "activity(offerId: $id)"):
        answer = post(stage, f"query($id: UUID!) {{ {field} {{ __typename }} }}", id=malformed)
        assert refusal(answer)[0] == BAD
    for field in ("pauseOffer(id: $id)", "revokeSession(id: $id)", "markRead(ids: [$id])"):
        answer = post(stage, f"mutation($id: UUID!) {{ {field} {{ __typename }} }}", id=malformed)
        assert refusal(answer)[0] == BAD


@pytest.mark.parametrize(
    "input", [{"title": None}, {"terms": {}}, {"terms": {"incentive": None}}, {"status": "PAUSED"}]
)
def test_a_change_that_makes_no_sense_is_refused(stage: Cast, input: dict[str, Any]) -> None:
    assert refusal(post(stage, UPDATE, id=str(uuid4()), input=input))[0] == BAD
