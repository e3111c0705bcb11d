"""A kind in its own modules, added from outside, supports everything that an offer does."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.actors import SIGN_IN
from tests.support.server import Client
from tests.toy_kind.account import ADMIN, PASSWORD

ROOT = Path(__file__).parents[2]
CREATE = """mutation($input: OfferInput!) { createOffer(input: $input) {
  ... on SwapOffer { id kind status terms { given wanted } } ... on Refusal { message field }
} }"""
CHANGE = """mutation($id: UUID!, $input: OfferChangeInput!) { updateOffer(id: $id, input: $input) {
  ... on SwapOffer { version } ... on Refusal { message field }
} }"""
SHARE = "mutation($id: UUID!) { shareOffer(offerId: $id) { ... on Share { url } } }"
LIST = """{ offers(first: 9, filter: {kinds: ["swap"]}, orderBy: AMOUNT) {
  nodes { title ... on SwapOffer { terms { wanted } } } } }"""
LOG = "query($id: UUID!) { activity(offerId: $id) { nodes { event changes { field before after } } } }"
OPEN = """query($token: String!) { sharedOffer(token: $token) { ... on SharedOffer {
  kind state notice terms { ... on SharedSwapTerms { given wanted } } } } }"""
ANSWER = """mutation($token: String!) { respondToShare(token: $token, decision: ACCEPTED, version: 2) {
  ... on SharedOffer { state status } ... on Refusal { message } } }"""


@contextmanager
def serve(path: Path, *options: str) -> Iterator[str]:
    """The address of a server that knows the toy kind."""
    command = [sys.executable, "-m", "tests.toy_kind.server", f"sqlite://{path / 'toy.sqlite3'}", *options]
    # ruff: noqa: S603 - the command is our own
    server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield next(line.strip() for line in server.stdout if re.fullmatch(r"[\d.]+:\d+\s*", line))
    finally:
        server.communicate("", timeout=30)
    assert server.returncode == 0


@contextmanager
def signed_in(address: str) -> Iterator[Client]:
    stranger = Client(address, None, {})
    client = Client(address, stranger.get(SIGN_IN, email=ADMIN, password=PASSWORD)["token"], {})
    try:
        yield client
    finally:
        client.close()
        stranger.close()


def swap(client: Client) -> str:
    wish: dict[str, Any] = {"title": "Bike", "terms": {"swap": {"given": "Bike", "wanted": "Boat"}}}
    made = client.get(CREATE, input=wish)
    terms = {"given": "Bike", "wanted": "Boat"}
    assert {**made, "id": ""} == {"id": "", "kind": "swap", "status": "ACTIVE", "terms": terms}
    return str(made["id"])


def link_of(client: Client, offer: str) -> str:
    url: str = client.get(SHARE, id=offer)["url"]
    assert "/offer/" in url
    return url.rpartition("/")[2]


def test_a_new_kind_is_made_listed_shared_answered_logged_and_drawn(tmp_path: Path) -> None:
    with serve(tmp_path) as address, signed_in(address) as client:
        offer = swap(client)
        other = {"terms": {"swap": {"given": "Red bike", "wanted": "Boat"}}}
        assert client.get(CHANGE, id=offer, input=other) == {"version": 2}
        assert client.get(LIST) == {"nodes": [{"title": "Bike", "terms": {"wanted": "Boat"}}]}
        first, second = link_of(client, offer), link_of(client, offer)
        page = client.http.get(f"/offer/{first}?plain").text
        assert "<dd>Red bike</dd>" in page
        assert "SharedSwapTerms { given wanted }" in client.http.get("/offer/assets/shown.graphql").text
        assert client.get(ANSWER, token=first) == {"state": "ANSWERED", "status": "ACCEPTED"}
        terms = {"given": "Red bike", "wanted": "Boat"}
        shown = {"kind": "swap", "state": "ANSWERED", "notice": None, "terms": terms}
        assert client.get(OPEN, token=first) == shown
        late = client.get(OPEN, token=second)
        assert (late["state"], late["notice"]) == ("OPEN", "This was swapped already.")
        assert client.get(ANSWER, token=second) == {"message": late["notice"]}
        assert late["notice"] in client.http.get(f"/offer/{second}?plain").text
        lines = client.get(LOG, id=offer)["nodes"]
        assert lines[1]["changes"] == [{"field": "given", "before": "Bike", "after": "Red bike"}]
        assert "ACCEPTED" in [line["event"] for line in lines]


def test_a_kind_without_templates_is_drawn_with_its_title_alone(tmp_path: Path) -> None:
    with serve(tmp_path, "--undrawn") as address, signed_in(address) as client:
        page = client.http.get(f"/offer/{link_of(client, swap(client))}?plain").text
        assert '<h1 id="title">Bike</h1>' in page
        assert re.search(r'<div id="terms">\s*</div>', page)


def test_the_guide_names_files_that_exist() -> None:
    guide = (ROOT / "docs" / "adding-a-kind.md").read_text(encoding="utf-8")
    named = [
        path.replace("<room>", "quotes").replace("<kind>", "quote")
        for path in re.findall(r"`([\w<>./]+/[\w<>./]+)`", guide)
    ]
    assert len(named) > 10
    assert [path for path in named if not os.path.exists(ROOT / path)] == []


@pytest.mark.parametrize("room", ["incentives", "promotions", "quotes", "slots", "splits"])
def test_every_kind_has_the_rooms_that_the_guide_names(room: str) -> None:
    rooms = [ROOT / "models" / room, ROOT / "schema" / room / "kind.py", ROOT / "schema" / room / "input.py"]
    assert [path for path in rooms if not path.exists()] == []
