"""Projects: who enters, changes and sees which."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.actors import CREATE_PROJECT, Cast
from tests.support.database_dump import assert_unchanged

PROJECT = "query($id: UUID!) { project(id: $id) { id name location description builder { id name } } }"
PROJECTS = "{ projects(limit: 100) { nodes { id } } }"
CHANGE = """mutation($id: UUID!, $input: ProjectChangeInput!) {
  updateProject(id: $id, input: $input) {
    ... on Project { id name location description } ... on Refusal { code message field }
  }
}"""


def read_project_ids(cast: Cast, name: str) -> set[str]:
    return {project["id"] for project in getattr(cast, name).client.get(PROJECTS)["nodes"]}


def test_a_builder_enters_projects_of_their_own(cast: Cast) -> None:
    wanted = {"name": " Riverside ", "location": "Pune", "description": "By the river"}
    made = cast.builder.client.get(CREATE_PROJECT, input={**wanted, "builderId": cast.builder.id})
    assert cast.builder.client.get(PROJECT, id=made["id"]) == {
        **wanted,
        "id": made["id"],
        "name": "Riverside",
        "builder": {"id": cast.builder.id, "name": "builder"},
    }


def test_a_builder_enters_none_for_another_builder(cast: Cast) -> None:
    wanted = {"name": "Riverside", "builderId": cast.other_builder.id}
    with assert_unchanged(cast.server):
        assert cast.builder.client.error_code(CREATE_PROJECT, input=wanted) == "FORBIDDEN"


def test_an_agent_and_a_stranger_enter_no_project(cast: Cast) -> None:
    with assert_unchanged(cast.server):
        assert cast.agent.client.error_code(CREATE_PROJECT, input={"name": "Riverside"}) == "FORBIDDEN"
        assert cast.stranger.error_code(CREATE_PROJECT, input={"name": "Riverside"}) == "UNAUTHENTICATED"


@pytest.mark.parametrize("name", ["admin", "super_admin"])
def test_an_admin_enters_a_project_for_a_builder(cast: Cast, name: str) -> None:
    wanted = {"name": "Riverside", "builderId": cast.builder.id}
    made = getattr(cast, name).client.get(CREATE_PROJECT, input=wanted)
    assert cast.builder.client.get(PROJECT, id=made["id"])["builder"]["id"] == cast.builder.id


@pytest.mark.parametrize("name", ["agent", "admin", "nobody", None])
def test_a_project_needs_a_builder(cast: Cast, name: str | None) -> None:
    builder = name and (str(uuid4()) if name == "nobody" else getattr(cast, name).id)
    with assert_unchanged(cast.server):
        refusal = cast.admin.client.get(CREATE_PROJECT, input={"name": "Riverside", "builderId": builder})
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", "builderId")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "n" * 121}, "name"),
        ({"name": "bell\u0007"}, "name"),
        ({"location": "l" * 201}, "location"),
        ({"description": "d" * 5001}, "description"),
    ],
)
def test_a_project_that_may_not_be_is_neither_entered_nor_changed(
    cast: Cast, change: dict[str, str], field: str
) -> None:
    with assert_unchanged(cast.server):
        entered = cast.builder.client.get(CREATE_PROJECT, input={"name": "Riverside", **change})
        changed = cast.builder.client.get(CHANGE, id=cast.project, input=change)
    assert [(refusal["code"], refusal["field"]) for refusal in (entered, changed)] == [
        ("BAD_INPUT", field)
    ] * 2


def test_a_project_cannot_lose_its_name(cast: Cast) -> None:
    with assert_unchanged(cast.server):
        assert cast.builder.client.error_code(CHANGE, id=cast.project, input={"name": None}) == "BAD_INPUT"


@pytest.mark.parametrize("name", ["builder", "admin", "super_admin"])
def test_what_a_change_leaves_out_stays(cast: Cast, name: str) -> None:
    client = getattr(cast, name).client
    full: dict[str, Any] = {"name": "Riverside", "location": "Pune", "description": "By the river"}
    client.get(CHANGE, id=cast.project, input=full)
    changed = client.get(CHANGE, id=cast.project, input={"location": ""})
    assert changed == {**full, "location": "", "id": cast.project}
    assert client.get(CHANGE, id=cast.project, input={}) == changed


def test_a_project_that_is_not_ones_own_is_not_changed(cast: Cast) -> None:
    change = {"name": "Taken over"}
    with assert_unchanged(cast.server):
        assert cast.builder.client.error_code(CHANGE, id=cast.other_project, input=change) == "FORBIDDEN"
        assert cast.agent.client.error_code(CHANGE, id=cast.project, input=change) == "FORBIDDEN"
        assert cast.stranger.error_code(CHANGE, id=cast.project, input=change) == "UNAUTHENTICATED"
        for person in (cast.builder, cast.admin):
            assert person.client.error_code(CHANGE, id=str(uuid4()), input=change) == "NOT_FOUND"


@pytest.mark.parametrize("name", ["builder", "agent", "admin", "super_admin"])
def test_who_may_see_a_project_sees_it_in_the_list_and_by_its_id(cast: Cast, name: str) -> None:
    assert cast.project in read_project_ids(cast, name)
    assert getattr(cast, name).client.get(PROJECT, id=cast.project)["id"] == cast.project


@pytest.mark.parametrize("name", ["other_builder", "other_agent"])
def test_who_may_not_see_a_project_sees_it_nowhere(cast: Cast, name: str) -> None:
    """Decision 9."""
    client = getattr(cast, name).client
    assert cast.project not in read_project_ids(cast, name)
    (error,) = client.ask(PROJECT, id=cast.project)["errors"]
    assert (error["extensions"]["code"], error["message"]) == (
        "FORBIDDEN",
        "You cannot see or change this.",
    )
    assert client.error_code(PROJECT, id=str(uuid4())) == "NOT_FOUND"
    assert cast.stranger.error_code(PROJECT, id=cast.project) == "UNAUTHENTICATED"
    assert cast.stranger.error_code(PROJECTS) == "UNAUTHENTICATED"
