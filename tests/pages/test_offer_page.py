"""The page of a link over HTTP: one still page for every token, guarded, and nothing beside its files."""

import re
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from pages.offer_page import HERE, POLICY
from tests.cast import Cast
from tests.running import Running
from tests.sharing import SHARES, quote, share

FILES = sorted(file for file in HERE.iterdir() if file.is_file())
pytestmark = [
    pytest.mark.usefixtures("server"),
    pytest.mark.parametrize("everybody", ["sqlite and memory"], indirect=True, scope="session"),
]


@pytest.fixture
def web(server: Running) -> httpx.Client:
    return server.client().http


def test_every_token_gets_the_same_page_without_the_token_in_it(web: httpx.Client) -> None:
    pages = [web.get(f"/offer/{token}") for token in ("A" * 43, "x")]
    assert [page.status_code for page in pages] == [200, 200]
    assert pages[0].text == pages[1].text
    assert "A" * 43 not in pages[0].text + str(pages[0].headers)


def test_the_page_comes_with_a_policy_and_stays_out_of_caches_and_indexes(web: httpx.Client) -> None:
    headers = web.get("/offer/x").headers
    assert headers["content-security-policy"] == POLICY
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["x-robots-tag"] == "noindex"
    assert headers["x-content-type-options"] == "nosniff"


def test_the_policy_lets_nothing_foreign_or_inline_in() -> None:
    assert POLICY.startswith("default-src 'self'; ")
    assert "unsafe" not in POLICY
    assert "sha256" not in POLICY


def test_all_that_the_page_names_answers_beside_it(web: httpx.Client) -> None:
    page = web.get("/offer/x")
    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    answers = [web.get(urljoin(str(page.url), path)) for path in named]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}


@pytest.mark.parametrize(
    "path", ["/offer", "/offer/", "/offer/x/y", "/offer/assets/index.html", "/offer/assets/none.js"]
)
def test_nothing_else_is_there(web: httpx.Client, path: str) -> None:
    assert web.get(path, follow_redirects=True).status_code == 404


def test_without_javascript_the_page_says_so(web: httpx.Client) -> None:
    (said,) = re.findall("<noscript><p>(.+)</p></noscript>", web.get("/offer/x").text)
    assert said == "This page needs JavaScript to show the offer and to send your answer."


def test_the_page_takes_no_form(web: httpx.Client) -> None:
    assert web.post("/offer/x").status_code == 405


def test_looking_with_get_and_head_counts_nothing(web: httpx.Client, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    path = f"/offer/{link.token}"
    assert link.url.endswith(path)
    assert [web.get(path).status_code, web.head(path).status_code] == [200, 200]
    (seen,) = cast.builder.client.get(SHARES, id=link.offer)["nodes"]
    assert (seen["fetches"], seen["views"], seen["state"]) == (0, 0, "OPEN")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_its_files_name_no_foreign_origin_and_hold_no_inline_code(file: Path) -> None:
    text = file.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert re.findall(r"""(?:https?:)?//[\w.-]+\.\w+""", text) == []
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacent|\beval\(|<script>|<style|style=| on\w+=", text) == []
    )
