"""Associations: who lets which agent see a project, who ends it, and who sees that."""

from uuid import uuid4

import pytest

from tests.support.actors import ASSOCIATE, Cast
from tests.support.database_dump import PasswordlessUser, assert_unchanged

END = """mutation($project: UUID!, $agent: UUID!) {
  endAssociation(projectId: $project, agentId: $agent) {
    ... on Association { endedAt project { id } agent { id name role } } ... on Refusal { code message field }
  }
}"""
LIST = """query($project: UUID) {
  associations(projectId: $project, limit: 100) {
    nodes { id endedAt project { id name } agent { id } } pagination { total }
  }
}"""
PROJECT = "query($id: UUID!) { project(id: $id) { id } }"


def agents(cast: Cast, name: str, project: str) -> list[str]:
    return [row["agent"]["id"] for row in getattr(cast, name).client.get(LIST, project=project)["nodes"]]


@pytest.mark.parametrize("name", ["builder", "admin", "super_admin"])
def test_a_builder_or_an_admin_associates_an_agent_and_ends_it(cast: Cast, name: str) -> None:
    client, agent = getattr(cast, name).client, cast.other_agent
    assert "id" in client.get(ASSOCIATE, project=cast.project, agent=agent.id)
    assert agent.client.get(PROJECT, id=cast.project) == {"id": cast.project}
    ended = client.get(END, project=cast.project, agent=agent.id)
    assert ended["endedAt"] is not None
    assert ended["agent"] == {"id": agent.id, "name": "other_agent", "role": "AGENT"}
    assert agent.client.error_code(PROJECT, id=cast.project) == "FORBIDDEN"


def test_an_association_is_made_once_and_ended_once(cast: Cast) -> None:
    pair = {"project": cast.project, "agent": cast.agent.id}
    with assert_unchanged(cast.server):
        assert cast.builder.client.get(ASSOCIATE, **pair) == {"code": "CONFLICT"}
    assert cast.builder.client.get(END, **pair)["endedAt"] is not None
    with assert_unchanged(cast.server):
        assert cast.builder.client.error_code(END, **pair) == "NOT_FOUND"
    assert "id" in cast.builder.client.get(ASSOCIATE, **pair)
    assert agents(cast, "builder", cast.project) == [cast.agent.id]


@pytest.mark.parametrize("name", ["other_builder", "admin", "nobody"])
def test_only_an_agent_is_associated(cast: Cast, name: str) -> None:
    somebody = str(uuid4()) if name == "nobody" else getattr(cast, name).id
    with assert_unchanged(cast.server):
        assert cast.builder.client.get(ASSOCIATE, project=cast.project, agent=somebody) == {
            "code": "BAD_INPUT"
        }


@pytest.mark.parametrize("mutation", [ASSOCIATE, END])
def test_a_builder_cannot_associate_agents_with_a_project_of_another(cast: Cast, mutation: str) -> None:
    cast.associate(cast.other_project, cast.other_agent)
    pair = {"project": cast.other_project, "agent": cast.other_agent.id}
    with assert_unchanged(cast.server):
        assert cast.builder.client.error_code(mutation, **pair) == "FORBIDDEN"
        assert cast.agent.client.error_code(mutation, **pair) == "FORBIDDEN"
        assert cast.other_agent.client.error_code(mutation, **pair) == "FORBIDDEN"
        assert cast.stranger.error_code(mutation, **pair) == "UNAUTHENTICATED"
        assert cast.admin.client.error_code(mutation, **{**pair, "project": str(uuid4())}) == "NOT_FOUND"


def test_builders_and_admins_see_the_associations_of_a_project(cast: Cast) -> None:
    cast.associate(cast.project, cast.other_agent)
    newest_first = [cast.other_agent.id, cast.agent.id]
    for name in ("builder", "admin", "super_admin"):
        assert agents(cast, name, cast.project) == newest_first


def test_an_agent_sees_only_associations_of_their_own(cast: Cast) -> None:
    cast.associate(cast.project, cast.other_agent)
    assert agents(cast, "agent", cast.project) == [cast.agent.id]
    assert agents(cast, "other_agent", cast.project) == [cast.other_agent.id]
    mine = cast.agent.client.get(LIST)["nodes"]
    assert {row["agent"]["id"] for row in mine} == {cast.agent.id}
    assert cast.project in [row["project"]["id"] for row in mine]


def test_another_builder_sees_no_association_of_a_foreign_project(cast: Cast) -> None:
    assert agents(cast, "other_builder", cast.project) == []
    everywhere = cast.other_builder.client.get(LIST)["nodes"]
    assert cast.project not in [row["project"]["id"] for row in everywhere]
    assert cast.stranger.error_code(LIST) == "UNAUTHENTICATED"


def test_an_ended_association_is_listed_no_more(cast: Cast) -> None:
    cast.builder.client.get(END, project=cast.project, agent=cast.agent.id)
    assert cast.builder.client.get(LIST, project=cast.project) == {"nodes": [], "pagination": {"total": 0}}


def test_an_agent_without_associations_sees_empty_lists(cast: Cast) -> None:
    guest = PasswordlessUser(cast.server)
    assert guest.client.get(LIST) == {"nodes": [], "pagination": {"total": 0}}
    assert guest.client.get("{ projects { nodes { id } pagination { total } } }") == {
        "nodes": [],
        "pagination": {"total": 0},
    }
