"""The page of a table over HTTP: one still page for every code, guarded like the pages of links."""

import re
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from pages.link_pages import GUARDED
from pages.table_page import HERE
from tests.running import Running

FILES = sorted(HERE.iterdir())
pytestmark = [
    pytest.mark.usefixtures("server"),
    pytest.mark.parametrize("everybody", ["sqlite and memory"], indirect=True, scope="session"),
]


@pytest.fixture
def web(server: Running) -> httpx.Client:
    return server.client().http


def test_every_code_gets_the_same_page_with_its_policy_and_all_it_names_answers(web: httpx.Client) -> None:
    page = web.get("/t/T-12")
    assert page.text == web.get("/t/another").text
    assert {name: page.headers[name] for name in GUARDED} == GUARDED
    named = re.findall(r'<(?:link|script)[^>]*(?:src|href)="([^"]+)"', page.text)
    assert [web.get(urljoin(str(page.url), path)).status_code for path in named] == [200] * 4
    assert "<noscript><p>This page needs JavaScript" in page.text


def test_every_module_that_another_names_is_there(web: httpx.Client) -> None:
    named = {name for file in HERE.glob("*.js") for name in re.findall(r'"\./([^"]+)"', file.read_text())}
    assert {web.get(f"/t/assets/{name}").status_code for name in named} == {200}


@pytest.mark.parametrize("rest", ["", "/", "/x/y", "/assets/index.html", "/assets/none.js"])
def test_nothing_else_is_there(web: httpx.Client, rest: str) -> None:
    assert web.get(f"/t{rest}", follow_redirects=True).status_code == 404


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_its_files_name_no_foreign_origin_and_hold_no_inline_code(file: Path) -> None:
    text = file.read_text()
    assert re.findall(r"""(?:https?:)?//[\w.-]+\.\w+""", text) == []
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacent|\beval\(|<script>|<style|style=| on\w+=", text) == []
    )
