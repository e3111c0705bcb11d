"""Links that the server itself sends: to whom, over what, and how far they came."""

import asyncio

import pytest

from jobs.register import jobs_of
from jobs.scheduler import run_due
from models import clock
from models.storage.database import database
from models.storage.job import Job
from subscriptions.live import Live, current
from tests.support.actors import Cast
from tests.support.database_dump import assert_unchanged, run_on_database
from tests.support.server import RunningServer
from tests.support.sharing import ROTATE

SHARE = """mutation($id: UUID!, $input: ShareInput!, $key: String) {
  shareOffer(offerId: $id, input: $input, idempotencyKey: $key) {
    ... on Share { id channel recipient delivery { state reason sentAt } }
    ... on Refusal { code field message }
  }
}"""
SHARES = """query($id: UUID!) { shares(offerId: $id) { nodes {
  channel recipient delivery { state reason sentAt }
} } }"""
PHONE, ADDRESS = "+919812345678", "Asha@example.com"
WAITING = {"state": "QUEUED", "reason": "", "sentAt": None}
NONE = {"state": "NONE", "reason": "", "sentAt": None}


@pytest.fixture
def no_jobs_wait(server: RunningServer) -> None:
    """Delete the hundreds of messages that other tests leave, because sending them takes long."""
    run_on_database(server, lambda: Job.all().delete())


def run_jobs(server: RunningServer) -> int:
    """Run due jobs, as a scheduler would."""

    async def run() -> int:
        async with database(server.settings.database_url), Live(server.settings.broadcast_url) as live:
            current.set(live)
            return await run_due(jobs_of(server.settings), clock.now())

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("wish", "recipient", "delivery"),
    [
        ({}, None, NONE),
        ({"channel": "LINK"}, None, NONE),
        ({"channel": "SMS", "recipient": f" {PHONE}"}, PHONE, WAITING),
        ({"channel": "EMAIL", "recipient": f"{ADDRESS} "}, ADDRESS, WAITING),
    ],
)
def test_a_link_goes_the_way_its_author_chose(
    cast: Cast, wish: dict[str, str], recipient: str | None, delivery: dict[str, str | None]
) -> None:
    made = cast.builder.client.get(SHARE, id=cast.offer(), input=wish)
    assert (made["channel"], made["recipient"]) == (wish.get("channel", "LINK"), recipient)
    assert made["delivery"] == delivery


@pytest.mark.parametrize(
    "wish",
    [
        {"channel": "SMS"},
        {"channel": "SMS", "recipient": ""},
        {"channel": "SMS", "recipient": ADDRESS},
        {"channel": "SMS", "recipient": "98123 45678"},
        {"channel": "EMAIL"},
        {"channel": "EMAIL", "recipient": PHONE},
        {"channel": "EMAIL", "recipient": "asha@example.com\r\nBcc: all@example.com"},
        {"channel": "LINK", "recipient": ADDRESS},
        {"recipient": PHONE},
    ],
)
def test_a_recipient_must_be_reachable_that_way(cast: Cast, wish: dict[str, str]) -> None:
    offer = cast.offer()
    with assert_unchanged(cast.server):
        refusal = cast.builder.client.get(SHARE, id=offer, input=wish)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", "recipient")


@pytest.mark.usefixtures("no_jobs_wait")
def test_the_author_sees_how_far_each_message_came(cast: Cast) -> None:
    offer = cast.offer()
    for wish in ({"channel": "SMS", "recipient": PHONE}, {"channel": "EMAIL", "recipient": ADDRESS}, {}):
        cast.builder.client.get(SHARE, id=offer, input=wish)
    run_jobs(cast.server)
    seen = {
        share["channel"]: share["delivery"] for share in cast.builder.client.get(SHARES, id=offer)["nodes"]
    }
    assert seen["LINK"] == NONE
    assert [(seen[way]["state"], seen[way]["reason"]) for way in ("SMS", "EMAIL")] == [
        ("SENT", "to the log")
    ] * 2
    assert seen["SMS"]["sentAt"] is not None


@pytest.mark.usefixtures("no_jobs_wait")
def test_a_link_that_is_replaced_is_sent_again(cast: Cast) -> None:
    offer = cast.offer()
    made = cast.builder.client.get(SHARE, id=offer, input={"channel": "EMAIL", "recipient": ADDRESS})
    states = []
    for step in (lambda: None, lambda: cast.builder.client.get(ROTATE, id=made["id"])):
        step()
        for done in (lambda: None, lambda: run_jobs(cast.server)):
            done()
            (listed,) = cast.builder.client.get(SHARES, id=offer)["nodes"]
            states.append(listed["delivery"]["state"])
    assert states == ["QUEUED", "SENT"] * 2


def test_a_share_sent_twice_with_one_key_is_one_message(cast: Cast) -> None:
    offer, wish = cast.offer(), {"channel": "SMS", "recipient": PHONE}
    made = [cast.builder.client.get(SHARE, id=offer, input=wish, key="share it once") for _ in range(2)]
    assert made[0]["id"] == made[1]["id"]
    assert len(cast.builder.client.get(SHARES, id=offer)["nodes"]) == 1
