"""The commands of the documentation work, and print what it shows."""

import asyncio
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema, parse, validate

from jobs.asking import DEMO_PASSWORDS
from models.clock import now
from serve import prepare
from settings import Settings
from tests.support.actors import SIGN_IN
from tests.support.server import Client, RunningServer
from tests.support.shell import examples, paste, resembles, values

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
# The tour expires what is over, so it comes last.
PAGES = [*sorted((DOCS / "how-to").glob("*.md")), DOCS / "tour.md"]
README = (ROOT / "README.md").read_text()
SUBSCRIPTION = re.compile(r"^subscription \{ (\w+).*?(?=^subscription|^```)", re.MULTILINE | re.DOTALL)
SHOWN = {match[1]: match[0] for match in SUBSCRIPTION.finditer((DOCS / "tour.md").read_text())}
SPLITS = '{ offers(filter: { kinds: ["split"] }) { nodes { id } } }'
TABLE = "T-12"
REQUESTS = sorted([*(DOCS / "how-to" / "requests").iterdir(), *(DOCS / "tour").glob("*.graphql")])


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite://{tmp_path_factory.mktemp('tour') / 'demo.sqlite3'}"


@pytest.fixture(scope="module")
def server(database_url: str) -> Iterator[RunningServer]:
    settings = Settings(database_url=database_url, demo=True, _env_file=None)  # type: ignore[call-arg]
    asyncio.run(prepare(settings))
    with RunningServer(database_url=database_url, demo=True) as running:
        yield running


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_prints_what_it_shows_when_pasted(
    page: Path, server: RunningServer, database_url: str
) -> None:
    shown = examples(page.read_text())
    printed = paste([example.commands for example in shown], f"http://{server.address}", database_url)
    assert any(example.answers for example in shown)
    for example, text in zip(shown, printed, strict=True):
        if example.answers:
            answers = values(text) if example.is_json else [text.strip()]
            assert len(answers) == len(example.answers), (example.commands, text)
            for answer, expected in zip(answers, example.answers, strict=True):
                assert resembles(answer, expected), (example.commands, answer)


def test_every_request_is_valid_and_sent_by_a_page() -> None:
    schema = build_schema((ROOT / "schema" / "schema.graphql").read_text())
    pages = "".join(page.read_text() for page in PAGES)
    assert len(REQUESTS) > 30
    for request in REQUESTS:
        assert validate(schema, parse(request.read_text())) == [], request.name
        assert str(request.relative_to(ROOT)) in pages or f"$REQUESTS/{request.name}" in pages, request.name


def request(name: str) -> str:
    return (DOCS / "how-to" / "requests" / f"{name}.graphql").read_text()


@pytest.fixture
def agent(server: RunningServer) -> Client:
    return signed_in(server, "agent@example.com")


@pytest.fixture
def builder(server: RunningServer) -> Client:
    return signed_in(server, "builder@example.com")


def signed_in(server: RunningServer, email: str) -> Client:
    token = server.client().get(SIGN_IN, email=email, password=DEMO_PASSWORDS[email])["token"]
    return server.client(token)


def link_to_a_quote(author: Client) -> str:
    """The token of a link to a new quote."""
    offer = author.get(request("create-quote"))["id"]
    url: str = author.get(request("share-offer"), offer=offer)["url"]
    return url.rsplit("/", 1)[1]


def test_the_request_of_the_readme_answers_what_it_shows(agent: Client) -> None:
    (short,) = re.findall(r"```graphql\n(.*?)```", README, re.DOTALL)
    (shown,) = re.findall(r"answers `(\{.*?\})`,", README)
    answer = agent.ask(short.replace('"…"', f'"{link_to_a_quote(agent)}"'))
    assert answer == json.loads(shown)


def first_id(client: Client, document: str) -> str:
    offer_or_business: dict[str, str] = client.get(document)["nodes"][0]
    return offer_or_business["id"]


def place_an_order(guest: Client) -> None:
    cart = [{"menuItemId": guest.get(request("menu"))["items"][0]["id"], "quantity": 1}]
    session = guest.get(request("open-session"))["id"]
    assert "lines" in guest.get(request("place-order"), session=session, cart=cart)


def open_a_slot(builder: Client) -> str:
    document = request("open-past-slot").replace("2020-01-01", f"{now() + timedelta(days=7):%Y-%m-%d}")
    slot: dict[str, str] = builder.get(document, shop=first_id(builder, request("shops")))
    return slot["id"]


def test_every_subscription_that_is_shown_is_run_below() -> None:
    run = {
        "notifications",
        "splitTable",
        "slotCascade",
        "restaurantNews",
        "kitchen",
        "table",
        "offerResponses",
    }
    assert SHOWN.keys() == run
    assert (DOCS / "tour.md").read_text().count("\nsubscription {") == len(run)


def first_event(client: Client, name: str, subject: str = "") -> Any:
    document = re.sub(r'"<cursor.*?>"', '""', SHOWN[name]).replace("<id>", subject).replace("<code>", TABLE)
    with client.subscribe(document) as heard:
        return heard.next()


def test_the_subscriptions_that_are_shown_to_an_author_bring_events(agent: Client, builder: Client) -> None:
    assert first_event(agent, "notifications")["unreadCount"] > 0
    assert first_event(agent, "splitTable", first_id(agent, SPLITS))["terms"]["participants"]
    assert first_event(builder, "slotCascade", open_a_slot(builder))["status"] == "ACTIVE"


def test_the_subscriptions_that_are_shown_to_a_restaurant_bring_events(builder: Client) -> None:
    restaurant = first_id(builder, request("restaurants"))
    place_an_order(builder)
    assert first_event(builder, "restaurantNews", restaurant)["order"]["number"] > 0
    assert first_event(builder, "kitchen", restaurant)["orders"][0]["lines"]
    assert first_event(builder, "table")["session"]["orders"]


def test_the_subscription_to_answers_that_is_shown_brings_an_answer(agent: Client) -> None:
    token = link_to_a_quote(agent)
    with agent.subscribe(SHOWN["offerResponses"]) as heard:
        agent.get(request("respond"), token=token, decision="ACCEPTED", comment="Good")
        answer = heard.next()
        assert (answer["decision"], answer["comment"], answer["version"]) == ("ACCEPTED", "Good", 1)
