"""The news of a new round for a participant: its note, the earlier shares, and their earlier answer."""

from typing import Any

import pytest

from tests.statements.case import Case
from tests.statements.cases import CASES
from tests.statements.test_statements import count_statements, small
from tests.statements.world import World
from tests.support.actors import Cast, Users
from tests.support.splits import REOPEN, Split, accept, counter, send_split

__all__ = ["small"]

NEWS = """query($token: String!) { splitInvite(token: $token) { ... on SplitInvite {
  version note participants { name before { master publishing } }
  setAside { decision isReopened } answer { decision }
} } }"""


@pytest.fixture
def cast(users: Users) -> Cast:
    return Cast(users)


def news(cast: Cast, split: Split, place: int = 0) -> Any:
    return cast.stranger.get(NEWS, token=split.tokens[place])


def test_in_the_first_round_there_is_nothing_new(cast: Cast) -> None:
    told = news(cast, send_split(cast.agent))
    assert [each["before"] for each in told.pop("participants")] == [None] * 3
    assert told == {"version": 1, "note": "", "setAside": None, "answer": None}


def test_in_a_new_round_everybody_reads_why_and_what_it_was_before(cast: Cast) -> None:
    split = send_split(cast.agent)
    counter(cast.stranger, split.tokens[1], 30, 40, comment="For the chorus.")
    accept(cast.stranger, split.tokens[2])
    split.revise((45, 33.33), (30, 33.33), note="Ben wrote the chorus.")
    first, second, third = (news(cast, split, place) for place in range(3))
    assert {each["note"] for each in (first, second, third)} == {"Ben wrote the chorus."}
    assert first["participants"] == [
        {"name": "Ada", "before": {"master": 50, "publishing": 33.33}},
        {"name": "Ben", "before": {"master": 25, "publishing": 33.33}},
        {"name": "Cleo", "before": {"master": 25, "publishing": 33.34}},
    ]
    assert [each["setAside"] for each in (first, second, third)] == [
        None,
        {"decision": "COUNTERED", "isReopened": False},
        {"decision": "ACCEPTED", "isReopened": False},
    ]
    assert "For the chorus." not in str([first, second, third])
    accept(cast.stranger, split.tokens[0], version=2)
    answered = news(cast, split)
    assert (answered["answer"], answered["setAside"]) == ({"decision": "ACCEPTED"}, None)
    split.revise((50, 33.33), (25, 33.33))
    again = news(cast, split)
    assert (again["note"], again["setAside"]["decision"]) == ("", "ACCEPTED")
    assert [each["before"]["master"] for each in again["participants"]] == [45, 30, 25]


def test_a_reopened_invitation_says_that_the_counter_was_set_aside(cast: Cast) -> None:
    split = send_split(cast.agent)
    counter(cast.stranger, split.tokens[1], 30, 40)
    cast.agent.client.get(REOPEN, id=split.people[1]["id"])
    assert news(cast, split, 1)["setAside"] == {"decision": "COUNTERED", "isReopened": True}
    assert news(cast, split, 0)["setAside"] is None


@pytest.mark.anyio
async def test_the_news_cost_two_statements_however_many_take_part(
    small: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = CASES["Query.splitInvite"]
    query = whole.query.replace("note setAside { decision }", "").replace("before { master }", "")
    monkeypatch.setitem(CASES, "Query.plain", Case(whole.who, query, whole.variables))
    many = await World.of(30)
    costs = [
        await count_statements(world, name)
        for world in (small, many)
        for name in ("Query.plain", "Query.splitInvite")
    ]
    assert costs[1] - costs[0] == 2
    assert costs[:2] == costs[2:]
