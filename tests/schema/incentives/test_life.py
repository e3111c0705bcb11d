"""Incentives over the API: what their authors and time do to them."""

import pytest

from models.clock import now
from models.offers.offer import Offer
from models.people.viewer import Role
from tests.support.actors import Cast, Users
from tests.support.database_dump import PasswordlessUser, run_on_database
from tests.support.incentives import CREATE, DELETE, EXPIRE, GET, LINES, PAST, SEEN, UPDATE, step_mutation


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


STEPS = {
    ("ACTIVE", "activateOffer"): None,
    ("ACTIVE", "pauseOffer"): "PAUSED",
    ("ACTIVE", "closeOffer"): "CLOSED",
    ("PAUSED", "activateOffer"): "ACTIVE",
    ("PAUSED", "pauseOffer"): None,
    ("PAUSED", "closeOffer"): "CLOSED",
    ("CLOSED", "activateOffer"): None,
    ("CLOSED", "pauseOffer"): None,
    ("CLOSED", "closeOffer"): None,
    ("EXPIRED", "activateOffer"): None,
    ("EXPIRED", "pauseOffer"): None,
    ("EXPIRED", "closeOffer"): "CLOSED",
}


@pytest.mark.parametrize(("status", "step"), STEPS)
def test_a_step_leads_where_the_table_says(cast: Cast, status: str, step: str) -> None:
    offer = _standing(cast, status)
    answer = cast.builder.client.get(step_mutation(step), id=offer)
    if to := STEPS[status, step]:
        assert answer["status"] == to
    else:
        assert answer["code"] == "STEP_NOT_ALLOWED"
        assert status.lower() in answer["message"]
    assert cast.agent.client.get(GET, id=offer)["status"] == (to or status)


def test_a_deleted_incentive_is_gone_for_everybody(cast: Cast) -> None:
    offer = cast.offer()
    assert cast.builder.client.get(DELETE, id=offer) == {"id": offer, "message": "The offer was removed."}
    for reader in (cast.builder, cast.agent, cast.admin):
        assert reader.client.error_code(SEEN, id=offer) == "NOT_FOUND"
    assert cast.builder.client.error_code(DELETE, id=offer) == "NOT_FOUND"
    assert cast.builder.client.error_code(step_mutation("pauseOffer"), id=offer) == "NOT_FOUND"


def test_an_incentive_reads_as_expired_from_the_moment_it_ends(cast: Cast) -> None:
    offer = cast.offer(validUntil="2126-01-01T00:00:00Z")
    assert _everywhere(cast, offer) == {"ACTIVE"}
    run_on_database(cast.server, lambda: Offer.filter(id=offer).update(valid_until=now()))
    assert _everywhere(cast, offer) == {"EXPIRED"}


def test_expiring_due_offers_counts_logs_and_tells_each_once(cast: Cast) -> None:
    cast.admin.client.get(EXPIRE)
    bell = "{ notifications(events: [EXPIRED], first: 100) { nodes { offer { id } } } }"
    due = [cast.offer(validUntil=PAST) for _ in range(3)]
    cast.builder.client.get(step_mutation("closeOffer"), id=cast.offer(validUntil=PAST))
    cast.offer(validUntil="2126-01-01T00:00:00Z")
    assert [cast.admin.client.get(EXPIRE)["count"] for _ in range(2)] == [3, 0]
    for offer in due:
        lines = cast.agent.client.get(LINES, id=offer)["nodes"]
        assert [(line["event"], line["actor"]) for line in lines[1:]] == [("EXPIRED", None)]
        for told in (cast.agent, cast.builder):
            heard = [note["offer"] for note in told.client.get(bell)["nodes"]]
            assert heard.count({"id": offer}) == 1


def test_a_date_without_a_time_is_a_day_in_the_time_zone_of_the_author(cast: Cast) -> None:
    """Decision 1."""
    author = PasswordlessUser(cast.server, Role.BUILDER)
    author.client.get('mutation { updateProfile(timeZone: "America/New_York") { __typename } }')
    project = author.client.get('mutation { createProject(input: {name: "P"}) { ... on Project { id } } }')[
        "id"
    ]
    days = {"validFrom": "2026-03-08", "validUntil": "2026-03-08"}
    made = author.client.get(CREATE, input=cast.offer_input(project, **days))
    assert (made["validFrom"], made["validUntil"]) == ("2026-03-08T05:00:00Z", "2026-03-09T03:59:59.999999Z")
    days = {"validFrom": "2026-11-01", "validUntil": "2026-11-01"}
    made = cast.admin.client.get(UPDATE, id=made["id"], input=days)
    assert (made["validFrom"], made["validUntil"]) == ("2026-11-01T04:00:00Z", "2026-11-02T04:59:59.999999Z")


def _standing(cast: Cast, status: str) -> str:
    offer = cast.offer(validUntil=PAST if status == "EXPIRED" else None)
    if status in ("PAUSED", "CLOSED"):
        cast.builder.client.get(
            step_mutation({"PAUSED": "pauseOffer", "CLOSED": "closeOffer"}[status]), id=offer
        )
    return offer


def _everywhere(cast: Cast, offer: str) -> set[str]:
    """Return its status on every path: by id, in both lists, in a notification, and by the filters."""
    mine = f'projectId: "{cast.project}"'
    ask = cast.agent.client.get
    nodes = [
        *ask(f"{{ incentives(first: 100, filter: {{{mine}}}) {{ nodes {{ id status }} }} }}")["nodes"],
        *ask(f"{{ offers(first: 100, filter: {{{mine}}}) {{ nodes {{ id status }} }} }}")["nodes"],
        *(
            n["offer"]
            for n in ask("{ notifications(first: 100) { nodes { offer { id status } } } }")["nodes"]
        ),
    ]
    seen = [ask(GET, id=offer)["status"], *(node["status"] for node in nodes if node and node["id"] == offer)]
    found_by = [
        status
        for status in ("ACTIVE", "PAUSED", "CLOSED", "EXPIRED")
        for field in ("incentives", "offers")
        if offer
        in str(ask(f"{{ {field}(first: 100, filter: {{{mine}, status: [{status}]}}) {{ nodes {{ id }} }} }}"))
    ]
    assert (len(seen), len(found_by)) == (4, 2)
    return {*seen, *found_by}
