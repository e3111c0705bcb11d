"""Both ways through the lists of users, projects and associations."""

import base64
import json
from typing import Any
from uuid import uuid4

import pytest

from models.people.viewer import Role
from tests.support.actors import ASSOCIATE, CREATE_PROJECT, Cast, Users
from tests.support.database_dump import PasswordlessUser
from tests.support.server import Client

ROWS = 7
LISTS = ["users", "projects", "associations"]


def page_query(root: str) -> str:
    return f"""query($first: Int, $after: String, $page: Int, $limit: Int) {{
      {root}(first: $first, after: $after, page: $page, limit: $limit) {{
        nodes {{ id }} edges {{ cursor node {{ id }} }}
        pageInfo {{ hasNextPage startCursor endCursor }}
        pagination {{ total page limit totalPages }}
      }}
    }}"""


@pytest.fixture(scope="module")
def owner(users: Users) -> Client:
    """A builder with seven projects and an agent on each."""
    builder = PasswordlessUser(users.server, Role.BUILDER)
    for number in range(ROWS):
        project = builder.client.get(CREATE_PROJECT, input={"name": f"Project {number}"})["id"]
        builder.client.get(ASSOCIATE, project=project, agent=users.agent.id)
    return builder.client


@pytest.fixture
def reader(users: Users, owner: Client, request: pytest.FixtureRequest) -> Client:
    """The client of a user who may read the list of this test."""
    return users.admin.client if request.node.callspec.params["name"] == "users" else owner


def walk_ids(client: Client, name: str, size: int) -> list[str]:
    """Return the ids of all rows, reading page after page by cursor."""
    ids, after, more = list[str](), None, True
    while more:
        found = client.get(page_query(name), first=size, after=after)
        ids += [node["id"] for node in found["nodes"]]
        after, more = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]
        assert len(found["nodes"]) == size or not more
        assert len(ids) == len(set(ids)), "the walk goes round in circles"
    return ids


@pytest.mark.parametrize(
    ("name", "size"),
    [("users", 40), ("users", 100), *[(name, size) for name in LISTS[1:] for size in (1, 3, 7, 100)]],
)
def test_a_walk_by_cursor_sees_every_row_once(reader: Client, name: str, size: int) -> None:
    ids = walk_ids(reader, name, size)
    assert len(ids) == len(set(ids)) == reader.get(page_query(name))["pagination"]["total"]
    assert name == "users" or len(ids) == ROWS


@pytest.mark.parametrize("name", LISTS)
def test_a_walk_by_page_sees_the_same_rows_in_the_same_order(reader: Client, name: str) -> None:
    numbered = [reader.get(page_query(name), page=number, limit=3) for number in (1, 2, 3)]
    ids = [node["id"] for page in numbered for node in page["nodes"]]
    assert ids == walk_ids(reader, name, 50)[: len(ids)]
    total = numbered[0]["pagination"]["total"]
    assert [page["pagination"] for page in numbered] == [
        {"total": total, "page": number, "limit": 3, "totalPages": -(-total // 3)} for number in (1, 2, 3)
    ]


@pytest.mark.parametrize("name", LISTS)
def test_a_page_past_the_end_is_empty(reader: Client, name: str) -> None:
    found = reader.get(page_query(name), page=100_000)
    assert (found["nodes"], found["edges"]) == ([], [])
    assert found["pageInfo"] == {"hasNextPage": False, "startCursor": None, "endCursor": None}


@pytest.mark.parametrize("name", LISTS)
def test_a_page_begins_and_ends_with_the_cursors_of_its_rows(reader: Client, name: str) -> None:
    found = reader.get(page_query(name), first=3)
    assert [edge["node"] for edge in found["edges"]] == found["nodes"]
    assert found["pageInfo"]["startCursor"] == found["edges"][0]["cursor"]
    assert found["pageInfo"]["endCursor"] == found["edges"][-1]["cursor"]
    assert found["pagination"]["page"] is None


def made_up(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


MOMENT, ID = "2026-01-01T00:00:00+00:00", str(uuid4())
BAD: dict[str, dict[str, Any]] = {
    "page 0": {"page": 0},
    "page -1": {"page": -1},
    "page beyond all": {"page": 100_001},
    "limit 0": {"limit": 0},
    "limit -1": {"limit": -1},
    "limit 1,000,000": {"limit": 1_000_000},
    "first 0": {"first": 0},
    "first 101": {"first": 101},
    "first and page": {"first": 5, "page": 1},
    "first and limit": {"first": 5, "limit": 5},
    "an empty cursor": {"after": ""},
    "a cursor of nothing": {"after": "nonsense"},
    "a cursor not of base64": {"after": "é!"},
    "a cursor beyond all bounds": {"after": "A" * 9_000},
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("kind", BAD)
def test_a_page_that_cannot_be_is_refused(reader: Client, name: str, kind: str) -> None:
    assert reader.error_code(page_query(name), **BAD[kind]) == "BAD_INPUT"


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "rest",
    [
        [],
        [7, ID],
        [None, ID],
        ["yesterday", ID],
        [MOMENT, "7"],
        [MOMENT, 7],
        [MOMENT, ID, 1],
        ["0001-01-01T00:00:00+14:00", ID],
    ],
)
def test_a_made_up_cursor_is_refused(reader: Client, name: str, rest: list[Any]) -> None:
    assert "nodes" in reader.get(page_query(name), after=made_up(f"NEWEST {name}", MOMENT, ID))
    assert reader.error_code(page_query(name), after=made_up(f"NEWEST {name}", *rest)) == "BAD_INPUT"
    assert reader.error_code(page_query(name), after=made_up("AMOUNT", MOMENT, ID)) == "BAD_INPUT"


@pytest.mark.parametrize("name", LISTS)
def test_a_cursor_and_a_page_number_do_not_go_together(reader: Client, name: str) -> None:
    cursor = reader.get(page_query(name), first=1)["pageInfo"]["endCursor"]
    assert reader.error_code(page_query(name), after=cursor, page=1) == "BAD_INPUT"


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("other", [*LISTS, "incentives"])
def test_a_cursor_of_another_list_is_refused(reader: Client, cast: Cast, name: str, other: str) -> None:
    cast.offer()
    cursor = cast.admin.client.get(page_query(other), first=1)["pageInfo"]["endCursor"]
    if other == name:
        assert "nodes" in reader.get(page_query(name), after=cursor)
        return
    (error,) = reader.ask(page_query(name), after=cursor)["errors"]
    assert error["message"] == "The cursor must come from this list in this order."
    assert error["extensions"] == {"code": "BAD_INPUT", "field": "after"}
