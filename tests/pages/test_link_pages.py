"""The link pages over HTTP: one static page for every token, its headers, and only its own files."""

import re
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from pages.link_pages import COMMON, PAGES, POLICY

FILES = sorted(file for folder in (COMMON, *PAGES.values()) for file in folder.iterdir())
pytestmark = [
    pytest.mark.usefixtures("server"),
    pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session"),
]
each_page = pytest.mark.parametrize("path", PAGES)


@each_page
def test_every_token_gets_the_same_page_without_the_token_in_it(web: httpx.Client, path: str) -> None:
    pages = [web.get(f"{path}/{token}") for token in ("A" * 43, "x")]
    assert [page.status_code for page in pages] == [200, 200]
    assert pages[0].text == pages[1].text
    assert "A" * 43 not in pages[0].text + str(pages[0].headers)


@each_page
def test_a_page_comes_with_a_policy_and_stays_out_of_caches_and_indexes(web: httpx.Client, path: str) -> None:
    headers = web.get(f"{path}/x").headers
    assert headers["content-security-policy"] == POLICY
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["x-robots-tag"] == "noindex"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/offer/x", "/offer/x?plain", "/splits/invite/x?plain", "/dashboard"])
def test_no_page_is_framed_cached_or_named_to_another_site(web: httpx.Client, path: str) -> None:
    headers = web.get(path).headers
    policy = set(headers["content-security-policy"].split("; "))
    assert {"default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} < policy
    assert (headers["cache-control"], headers["referrer-policy"]) == ("no-store", "no-referrer")


def test_the_policy_lets_nothing_foreign_or_inline_in() -> None:
    assert POLICY.startswith("default-src 'self'; ")
    assert "unsafe" not in POLICY
    assert "sha256" not in POLICY
    assert "data:" not in POLICY


@each_page
def test_all_that_a_page_names_answers_beside_it(web: httpx.Client, path: str) -> None:
    page = web.get(f"{path}/x")
    named = re.findall(r'<(?:link|script)[^>]*(?:src|href)="([^"]+)"', page.text)
    answers = [web.get(urljoin(str(page.url), path)) for path in named]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}


@each_page
@pytest.mark.parametrize("rest", ["", "/", "/x/y", "/assets/index.html", "/assets/none.js"])
def test_nothing_else_is_there(web: httpx.Client, path: str, rest: str) -> None:
    assert web.get(path + rest, follow_redirects=True).status_code == 404


def test_only_an_offer_takes_a_form_and_none_but_its_own(web: httpx.Client) -> None:
    assert [web.post(f"{path}/x").status_code for path in PAGES] == [400, 405]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_their_files_name_no_foreign_origin_and_hold_no_inline_code(file: Path) -> None:
    text = file.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert re.findall(r"""(?:https?:)?//[\w.-]+\.\w+""", text) == []
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacent|\beval\(|<script>|<style|style=| on\w+=", text) == []
    )
