"""Access to incentives: the same by every path, and only while the association lasts."""

import json
from typing import Any
from uuid import UUID

import pytest

from models.clock import now
from models.events import Event
from models.storage.doorbells import collecting_rings
from tests.support.actors import Cast, Person, Users
from tests.support.database_dump import assert_unchanged, run_on_database
from tests.support.incentives import PAST, SEEN, UPDATE
from tests.support.offer_read_paths import BELL, FOLLOW, LISTEN, READ_PATHS, cursor_before_last, log_cursor
from tests.support.server import EventStream
from tests.support.sharing import OPEN, REVOKE, VIEW, answer, share
from tests.support.telling import tell

LOG = """query($id: UUID!) {
  activity(offerId: $id) { nodes { event } pagination { total } }
}"""
END = "mutation($p: UUID!, $a: UUID!) { endAssociation(projectId: $p, agentId: $a) { __typename } }"

VIEWERS = ("agent", "other_agent", "builder", "other_builder", "admin", "super_admin")
SEES_PROJECT = ("agent", "builder", "admin", "super_admin")
SEES_FOREIGN = ("other_builder", "admin", "super_admin")
# For each offer: its author, its project, who sees it, and who may change it.
OFFERS = {
    "of the builder": ("builder", "project", SEES_PROJECT, ("builder", "admin", "super_admin")),
    "of an admin": ("admin", "project", SEES_PROJECT, ("admin", "super_admin")),
    "of the other builder": ("other_builder", "other_project", SEES_FOREIGN, SEES_FOREIGN),
    "of an admin elsewhere": ("super_admin", "other_project", SEES_FOREIGN, ("admin", "super_admin")),
    "paused": ("builder", "project", SEES_PROJECT, ("builder", "admin", "super_admin")),
    "closed": ("builder", "project", SEES_PROJECT, ("builder", "admin", "super_admin")),
    "expired": ("builder", "project", SEES_PROJECT, ("builder", "admin", "super_admin")),
    "to come": ("builder", "project", SEES_PROJECT, ("builder", "admin", "super_admin")),
    "deleted": ("builder", "project", (), ()),
}
LIVE = {name: parts for name, parts in OFFERS.items() if name.startswith("of ") or name == "closed"}


def step_document(field: str) -> str:
    return f"mutation($id: UUID!) {{ {field}(id: $id) {{ __typename }} }}"


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


@pytest.fixture(scope="module")
def offers(cast: Cast) -> dict[str, str]:
    return {name: _create_offer(cast, name, *parts[:2]) for name, parts in OFFERS.items()}


def test_every_path_shows_the_same_incentives(cast: Cast, offers: dict[str, str]) -> None:
    projects = {offers[name]: getattr(cast, parts[1]) for name, parts in OFFERS.items()}
    people: dict[str, Person] = {viewer: getattr(cast, viewer) for viewer in VIEWERS}
    _tell(cast, list(people.values()), list(projects))
    for viewer, person in people.items():
        expected = {name for name, parts in OFFERS.items() if viewer in parts[2]}
        for door, shown in READ_PATHS.items():
            seen = shown(person, projects)
            assert {name for name in OFFERS if offers[name] in seen} == expected, (viewer, door)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_only_authors_and_admins_change_an_incentive(cast: Cast, offers: dict[str, str], viewer: str) -> None:
    client = getattr(cast, viewer).client
    shut = [offers[name] for name, parts in LIVE.items() if viewer not in parts[3]]
    with assert_unchanged(cast.server):
        for offer in shut:
            assert client.error_code(UPDATE, id=offer, input={"title": "Mine now"}) == "FORBIDDEN"
            for step in ("activateOffer", "pauseOffer", "closeOffer", "deleteOffer"):
                assert client.error_code(step_document(step), id=offer) == "FORBIDDEN"
    for name, parts in LIVE.items():
        if viewer in parts[3]:
            assert client.get(UPDATE, id=offers[name], input={"description": viewer})["description"] == viewer


def test_the_notification_of_what_may_not_be_seen_names_nothing(cast: Cast) -> None:
    project = cast.new_project(cast.builder)
    cast.associate(project, cast.other_agent)
    offer = cast.offer(project=project, title="Secret bonus")
    assert _read_newest_notifications(cast.other_agent)[0] == {
        "message": "New: “Secret bonus”.",
        "offer": {"id": offer, "title": "Secret bonus"},
    }
    cast.builder.client.get(END, p=project, a=cast.other_agent.id)
    assert _read_newest_notifications(cast.other_agent)[0] == {
        "message": "An offer that you can no longer see.",
        "offer": None,
    }


def test_what_becomes_of_links_is_between_their_author_and_the_recipients(cast: Cast) -> None:
    offer, agent = cast.offer(), cast.agent.client
    unread, log = agent.get("{ unreadCount }"), agent.get(LOG, id=offer)
    with agent.subscribe(FOLLOW, id=offer) as stream:
        link = share(cast.builder, offer, recipientName="A broker")
        for query in (OPEN, VIEW):
            cast.stranger.get(query, token=link.token)
        answer(cast.stranger, link)
        cast.builder.client.get(REVOKE, id=link.id)
        assert stream.is_silent()
        cast.builder.client.get(UPDATE, id=offer, input={"title": "Other"})
        assert stream.next()["offerId"] == offer
    assert agent.get("{ unreadCount }") == unread + 1
    told = agent.get(LOG, id=offer)
    assert [line["event"] for line in told["nodes"]] == ["CREATED", "CHANGED"]
    assert (log["pagination"]["total"], told["pagination"]["total"]) == (1, 2)
    assert len(cast.builder.client.get(LOG, id=offer)["nodes"]) == 7


def test_a_refusal_never_says_the_title(cast: Cast, offers: dict[str, str]) -> None:
    for query in (SEEN, step_document("pauseOffer")):
        answer = cast.other_agent.client.ask(query, id=offers["of the builder"])
        assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
        assert "Title" not in json.dumps(answer)


def test_an_agent_on_another_project_of_the_same_builder_sees_nothing_of_this_one(cast: Cast) -> None:
    project = cast.new_project(cast.builder)
    cast.associate(project, cast.other_agent)
    offer = cast.offer()
    assert cast.other_agent.client.error_code(SEEN, id=offer) == "FORBIDDEN"
    cast.associate(cast.project, cast.other_agent)
    assert cast.other_agent.client.get(SEEN, id=offer) == {"id": offer}
    cast.builder.client.get(END, p=cast.project, a=cast.other_agent.id)
    assert cast.other_agent.client.error_code(SEEN, id=offer) == "FORBIDDEN"


def test_an_association_that_ends_closes_the_log_at_its_next_line(cast: Cast) -> None:
    project, offer = _on_a_project_of_its_own(cast)
    with cast.other_agent.client.subscribe(FOLLOW, id=offer, after=log_cursor(1)) as stream:
        cast.builder.client.get(UPDATE, id=offer, input={"title": "Seen"})
        assert stream.next() == {"seq": 2, "offerId": offer}
        cast.builder.client.get(END, p=project, a=cast.other_agent.id)
        cast.builder.client.get(UPDATE, id=offer, input={"title": "Unseen"})
        assert _read_end(stream) == "FORBIDDEN"


def test_an_association_that_ends_takes_the_offer_out_of_the_notifications_to_come(cast: Cast) -> None:
    """An agent notified before the end still reads that something changed, but not what."""
    project, offer = _on_a_project_of_its_own(cast)
    with cast.other_agent.client.subscribe(LISTEN, after=cursor_before_last(0, cast.other_agent)) as stream:
        cast.builder.client.get(UPDATE, id=offer, input={"title": "Seen"})
        assert stream.next()["notification"]["offer"] == {"id": offer}
        cast.builder.client.get(END, p=project, a=cast.other_agent.id)
        cast.builder.client.get(UPDATE, id=offer, input={"title": "Unseen"})
        assert stream.is_silent()
    assert [note["offer"] for note in _read_newest_notifications(cast.other_agent)] == [None, None]


def _create_offer(cast: Cast, name: str, author: str, project: str) -> str:
    window = {"expired": {"validUntil": PAST}, "to come": {"validFrom": "2126-01-01"}}.get(name, {})
    person: Person = getattr(cast, author)
    offer = cast.offer(person, getattr(cast, project), title=f"Title {name}", **window)
    after = {"paused": "pauseOffer", "closed": "closeOffer", "deleted": "deleteOffer"}
    if name in after:
        person.client.get(step_document(after[name]), id=offer)
    return offer


def _tell(cast: Cast, people: list[Person], offers: list[str]) -> None:
    """Notify each of these people about each of these offers, without checking their rights."""

    async def tell_all() -> None:
        with collecting_rings():
            for offer in offers:
                await tell([UUID(p.id) for p in people], Event.CHANGED, UUID(offer), now())

    run_on_database(cast.server, tell_all)


def _on_a_project_of_its_own(cast: Cast) -> tuple[str, str]:
    project = cast.new_project(cast.builder)
    cast.associate(project, cast.other_agent)
    return project, cast.offer(project=project)


def _read_newest_notifications(person: Person) -> list[dict[str, Any]]:
    """Return their two newest notifications."""
    notes = person.client.get(BELL, n=2)["nodes"]
    return [{key: note[key] for key in ("message", "offer")} for note in notes]


def _read_end(stream: EventStream) -> str:
    """Return the code that ends a subscription without any data."""
    message = stream.message()
    errors = message["payload"] if message["type"] == "error" else message["payload"]["errors"]
    assert "data" not in message["payload"] or message["payload"]["data"] is None
    code: str = errors[0]["extensions"]["code"]
    return code
