"""Every way in which the holder of a link is refused, each with its code and its sentence."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from models.offers.kind import NOT_OPEN, NOT_YET
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.sharing.opening import EXPIRED, REPLACED, REVOKED, UNKNOWN
from models.sharing.share import Share
from tests.support.actors import Cast, Users
from tests.support.database_dump import PAST, assert_unchanged, run_on_database
from tests.support.server import Client, RunningServer
from tests.support.sharing import ANSWER, OPEN, REVOKE, ROTATE, UPDATE, VIEW, Link, answer, quote, share

WITH_CHANGED = """mutation($token: String!) {
  respondToShare(token: $token, decision: ACCEPTED, version: 1) {
    ... on Refusal { currentOffer { title version decisions } }
  }
}"""
SAY = {"decision": "ACCEPTED", "version": 1}


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def refusals(holder: Client, link: Link) -> set[tuple[str, str]]:
    """Return the code and sentence of each public field's refusal."""
    told = [holder.get(OPEN, token=link.token), holder.get(VIEW, token=link.token), answer(holder, link)]
    return {(refusal["code"], refusal["message"]) for refusal in told}


SHAPES: dict[str, Callable[[str], str]] = {
    "empty": lambda good: "",
    "short": lambda good: "x",
    "long": lambda good: "x" * 10_000,
    "of the right shape": lambda good: "A" * 43,
    "one letter changed": lambda good: ("B" if good[0] == "A" else "A") + good[1:],
    "one letter short": lambda good: good[:-1],
    "padded": lambda good: good + "=",
    "with space": lambda good: f" {good}",
    "other case": lambda good: good.swapcase(),
    "an id": lambda good: str(uuid4()),
    "letters of all kinds": lambda good: "üप्र💥\u202e",
    "statements": lambda good: "' OR 1=1 --",
    "a hash": lambda good: "0" * 64,
}


@pytest.mark.parametrize("query", [OPEN, VIEW, ANSWER], ids=["open", "view", "answer"])
def test_unknown_and_malformed_tokens_get_the_same_answer(cast: Cast, query: str) -> None:
    """Decision 4."""
    good = share(cast.agent, quote(cast.agent)).token
    bodies = set()
    with assert_unchanged(cast.server):
        for shape in SHAPES.values():
            variables = {"token": shape(good)} | (SAY if query is ANSWER else {})
            sent = {"query": query, "variables": variables}
            bodies.add(cast.stranger.http.post("/graphql", json=sent).content)
    (body,) = bodies
    assert f'"code":"LINK_UNKNOWN","message":"{UNKNOWN}"' in body.decode()


def test_a_revoked_a_replaced_and_an_expired_link_say_so(cast: Cast) -> None:
    revoked, replaced, expired = (share(cast.agent, quote(cast.agent)) for _ in range(3))
    cast.agent.client.get(REVOKE, id=revoked.id)
    cast.agent.client.get(ROTATE, id=replaced.id)
    run_on_database(cast.server, lambda: Share.filter(id=expired.id).update(expires_at=PAST))
    assert refusals(cast.stranger, revoked) == {("LINK_REVOKED", REVOKED)}
    assert refusals(cast.stranger, replaced) == {("LINK_REVOKED", REPLACED)}
    assert refusals(cast.stranger, expired) == {("LINK_EXPIRED", EXPIRED)}


def test_the_link_of_a_removed_offer_was_withdrawn(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    cast.agent.client.get("mutation($id: UUID!) { deleteOffer(id: $id) { __typename } }", id=link.offer)
    assert refusals(cast.stranger, link) == {("LINK_REVOKED", REVOKED)}


def notice(cast: Cast, link: Link) -> str | None:
    """Return the notice that the API gives for an offer that cannot be answered."""
    query = "query($token: String!) { sharedOffer(token: $token) { ... on SharedOffer { notice } } }"
    sentence: str | None = cast.stranger.get(query, token=link.token)["notice"]
    return sentence


def test_an_offer_that_can_be_answered_or_was_has_no_notice(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    assert notice(cast, link) is None
    answer(cast.stranger, link)
    assert notice(cast, link) is None


@pytest.mark.parametrize("status", NOT_OPEN)
def test_an_offer_that_is_not_open_is_shown_and_not_answered(cast: Cast, status: Status) -> None:
    link = share(cast.agent, quote(cast.agent))
    run_on_database(cast.server, lambda: Offer.filter(id=link.offer).update(status=status))
    shown = cast.stranger.get(OPEN, token=link.token)
    assert (shown["status"], shown["decisions"], notice(cast, link)) == (status, [], NOT_OPEN[status])
    for decision in ("ACCEPTED", "DECLINED"):
        told = answer(cast.stranger, link, decision)
        assert (told["code"], told["message"]) == ("OFFER_NOT_OPEN", NOT_OPEN[status])


def test_an_offer_past_its_end_is_expired_before_anybody_wrote_it_down(cast: Cast) -> None:
    """Decision 1."""
    link = share(cast.agent, quote(cast.agent))
    run_on_database(cast.server, lambda: Offer.filter(id=link.offer).update(valid_until=PAST))
    told = answer(cast.stranger, link)
    assert (told["code"], told["message"]) == ("OFFER_NOT_OPEN", NOT_OPEN[Status.EXPIRED])


def test_an_offer_that_has_not_begun_is_shown_and_not_answered(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent, validFrom="2126-01-01"))
    shown = cast.stranger.get(OPEN, token=link.token)
    assert (shown["status"], shown["decisions"], notice(cast, link)) == ("ACTIVE", [], NOT_YET)
    told = answer(cast.stranger, link)
    assert (told["code"], told["message"]) == ("OFFER_NOT_OPEN", NOT_YET)


def test_what_was_answered_is_not_answered_otherwise(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    answer(cast.stranger, link, "DECLINED")
    told = answer(cast.stranger, link, "ACCEPTED")
    sentence = "You have already answered this; the first answer counts."
    assert (told["code"], told["message"]) == ("ALREADY_ANSWERED", sentence)
    assert cast.stranger.get(OPEN, token=link.token)["answer"]["decision"] == "DECLINED"


def test_an_answer_is_bound_to_the_version_that_was_seen(cast: Cast) -> None:
    """Decision 6."""
    link = share(cast.agent, quote(cast.agent))
    cast.agent.client.get(UPDATE, id=link.offer, input={"title": "Kitchen and bath"})
    for seen in (0, 1, 3):
        told = answer(cast.stranger, link, version=seen)
        assert (told["code"], told["field"], told["currentVersion"]) == ("OFFER_CHANGED", "version", 2)
        assert "changed since you opened it" in told["message"]
    changed = cast.stranger.get(WITH_CHANGED, token=link.token)["currentOffer"]
    assert changed == {"title": "Kitchen and bath", "version": 2, "decisions": ["ACCEPTED", "DECLINED"]}
    assert answer(cast.stranger, link, version=2)["status"] == "ACCEPTED"


def test_a_comment_too_long_is_named_and_nothing_is_answered(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    told = answer(cast.stranger, link, comment="x" * 2001)
    assert (told["code"], told["field"]) == ("BAD_INPUT", "comment")
    assert cast.stranger.get(OPEN, token=link.token)["state"] == "OPEN"


def test_too_many_asks_are_refused_with_the_seconds_to_wait(sqlite_url: str) -> None:
    with RunningServer(database_url=sqlite_url, public_rate="3/minute") as server:
        holder = server.client()
        asked = {"query": OPEN, "variables": {"token": "x"}}
        assert [holder.get(OPEN, token="x")["code"] for _ in range(3)] == ["LINK_UNKNOWN"] * 3
        (error,) = holder.ask(**{"query": OPEN, "token": "y"})["errors"]
        told = holder.http.post(
            "/graphql", json=asked, headers={"accept": "application/graphql-response+json"}
        )
    seconds = error["extensions"]["retryAfter"]
    assert (error["extensions"]["code"], 1 <= seconds <= 60) == ("RATE_LIMITED", True)
    assert error["message"] == f"Too many attempts; you must wait {seconds} seconds."
    assert (told.status_code, 1 <= int(told.headers["retry-after"]) <= 60) == (429, True)
