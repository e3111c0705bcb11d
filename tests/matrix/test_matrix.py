"""The documented table of permissions equals the schema, and each of its cells holds over the API."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from starlette.requests import HTTPConnection
from websockets.sync.client import connect

from models.people.viewer import Role, Viewer
from models.refused import Denied
from schema.build import build_schema
from schema.context import Context
from schema.fields.permissions import Guard
from settings import Settings
from tests.matrix.case import Case
from tests.matrix.cases import CASES
from tests.matrix.stage import COLUMNS, Stage
from tests.support.actors import Users
from tests.support.database_dump import assert_unchanged
from tests.support.server import PROTOCOL, SECONDS, SECRET, Client

PAGE = (Path(__file__).parents[2] / "docs" / "permissions.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([\w.]+)` \|(.+)\|$", PAGE.split("<!-- matrix:")[1], re.MULTILINE)
TABLE = {
    field: dict(zip(COLUMNS, (cell.strip() for cell in cells.split("|")), strict=True))
    for field, cells in ROWS
}
ROLES = {"agent": Role.AGENT, "builder": Role.BUILDER, "admin": Role.ADMIN, "super admin": Role.SUPER_ADMIN}
SHUT_OUT = {"everybody": "UNAUTHENTICATED", "scheduler": "UNAUTHENTICATED"}
# What `own` reaches; a person who may do all reaches the other's rows too.
PARTLY = ("own", "not admins")
SETTINGS = Settings(internal_secret=SECRET)


def _root_fields() -> dict[str, Any]:
    schema = build_schema()
    return {
        f"{root}.{schema.config.name_converter.get_graphql_name(field)}": field
        for root in ("Query", "Mutation", "Subscription")
        for field in schema.get_type_by_name(root).fields  # type: ignore[union-attr]
    }


FIELDS = _root_fields()


@pytest.fixture(scope="module")
def stage(users: Users) -> Stage:
    return Stage(users)


def test_the_table_has_a_row_and_a_case_for_each_root_field() -> None:
    assert sorted(TABLE) == sorted(FIELDS) == sorted(CASES)
    assert len(ROWS) == len(TABLE)


@pytest.mark.parametrize("name", FIELDS)
def test_a_root_field_has_one_guard_and_lets_in_whom_the_table_says(name: str) -> None:
    (guard,) = FIELDS[name].permission_classes
    assert issubclass(guard, Guard)
    let_in = {column for column in COLUMNS if _lets_in(guard, column)}
    said_yes = {column for column, cell in TABLE[name].items() if cell != "no"}
    assert said_yes <= let_in
    assert set(SHUT_OUT) & let_in == set(SHUT_OUT) & said_yes, "a stranger is stopped by the guard itself"


@pytest.mark.parametrize("name", CASES)
def test_each_role_gets_what_the_table_says(stage: Stage, name: str) -> None:
    case = CASES[name]
    _refusals_change_nothing(stage, name, case)
    for column in COLUMNS:
        if (cell := TABLE[name][column]) == "no":
            continue
        _is_allowed(stage, name, case, column)
        if case.lists:
            _is_listed(stage, name, case, column, cell)
        elif case.foreign and cell == "yes":
            answer = _send(name, case, stage.client(column), case.foreign(stage, stage.person(column)))
            assert _code(answer) is None, column


def _refusals_change_nothing(stage: Stage, name: str, case: Case) -> None:
    """Check every *no* for a row of the builder, and every *own* for a foreign row."""
    own = case.own(stage, stage.builder)
    partly = [column for column, cell in TABLE[name].items() if cell in PARTLY]
    foreign = {column: case.foreign(stage, stage.person(column)) for column in partly if case.foreign}
    with assert_unchanged(stage.server):
        for column, cell in TABLE[name].items():
            if cell == "no":
                answer = _send(name, case, stage.client(column), own)
                assert _code(answer) == SHUT_OUT.get(column, "FORBIDDEN"), column
            if column in foreign:
                answer = _send(name, case, stage.client(column), foreign[column])
                assert (_code(answer) or "NOTHING") == case.shut, column


def _is_allowed(stage: Stage, name: str, case: Case, column: str) -> None:
    person = stage.person(column)
    fresh = case.client if column in stage.signed_in else None
    client = fresh(stage, person) if fresh else stage.client(column)
    answer = _send(name, case, client, case.own(stage, person))
    assert _code(answer) is None, (column, answer)
    assert "Refusal" not in json.dumps(answer), (column, answer)


def _is_listed(stage: Stage, name: str, case: Case, column: str, cell: str) -> None:
    """Check that a foreign row is in the list only of a viewer who may see all."""
    assert case.lists
    person = stage.person(column)
    mine, theirs = case.lists(stage, person)
    answer = json.dumps(_send(name, case, stage.client(column), case.own(stage, person)))
    assert mine in answer, column
    assert (theirs in answer) == (cell == "yes"), column


def _send(name: str, case: Case, client: Client, variables: dict[str, Any]) -> dict[str, Any]:
    operation = name.split(".")[0].lower()
    if operation != "subscription":
        return client.ask(operation + case.query, **variables)
    payload = {"query": operation + case.query, "variables": variables}
    with _socket(client) as connection:
        for message in (
            {"type": "connection_init", "payload": {}},
            {"type": "subscribe", "id": "1", "payload": payload},
        ):
            connection.send(json.dumps(message))
        assert json.loads(connection.recv(SECONDS)) == {"type": "connection_ack"}
        answer = json.loads(connection.recv(SECONDS))
    told: dict[str, Any] = {"errors": answer["payload"]} if answer["type"] == "error" else answer["payload"]
    return told


def _socket(client: Client) -> Any:
    """A socket with all the headers that this client sends over HTTP."""
    given = {
        name: client.http.headers[name]
        for name in ("authorization", "x-internal-secret")
        if name in client.http.headers
    }
    return connect(f"ws://{client.address}/graphql", subprotocols=[PROTOCOL], additional_headers=given)  # type: ignore[list-item]


def _code(answer: dict[str, Any]) -> str | None:
    """The code of the only error."""
    errors = answer.get("errors")
    return None if errors is None else ", ".join(error["extensions"]["code"] for error in errors)


def _lets_in(guard: type[Guard], column: str) -> bool:
    role = ROLES.get(column)
    context = Context(
        SETTINGS,
        HTTPConnection({"type": "http", "headers": []}),
        viewer_or_none=Viewer(uuid4(), "Anybody", role, "UTC", 0) if role else None,
        is_scheduler=column == "scheduler",
    )
    try:
        guard().check(context)
    except Denied:
        return False
    return True
