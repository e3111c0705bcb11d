"""The page of a table over HTTP: one static page for every code, with the headers of the link pages."""

import re
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from pages.link_pages import HEADERS
from pages.table_page import FOLDER
from tests.support.actors import Cast
from tests.support.browser.without_scripts import PlainPage
from tests.support.dining import Dining

FILES = sorted(FOLDER.iterdir())
pytestmark = [
    pytest.mark.usefixtures("server"),
    pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session"),
]


def test_every_code_gets_the_same_page_with_its_policy_and_all_it_names_answers(web: httpx.Client) -> None:
    page = web.get("/t/T-12")
    assert page.text == web.get("/t/another").text
    assert {name: page.headers[name] for name in HEADERS} == HEADERS
    named = re.findall(r'<(?:link|script)[^>]*(?:src|href)="([^"]+)"', page.text)
    assert [web.get(urljoin(str(page.url), path)).status_code for path in named] == [200] * 4


def test_a_browser_without_scripts_is_sent_to_the_menu_and_the_orders(web: httpx.Client, cast: Cast) -> None:
    dining = Dining(cast)
    dining.item("A <b>pie</b>", 99_00, "Pies")
    dining.place(dining.cart(coke=2))
    assert 'content="0; url=?plain"' in web.get(f"/t/{dining.code}").text
    page = web.get(f"/t/{dining.code}?plain")
    assert {name: page.headers[name] for name in HEADERS} == HEADERS
    words = PlainPage(page).words
    assert "Trattoria Twelve" in words
    assert "Drinks Coke ₹50.00 Pies A <b>pie</b> ₹99.00 Pizza Margherita ₹250.00" in words
    assert "Orders so far Order 1 Coke \u00d7 2 Total ₹100.00" in words
    dining.close()
    assert "Orders so far" not in PlainPage(web.get(f"/t/{dining.code}?plain")).words


def test_a_code_that_no_table_has_is_not_found_without_scripts_too(web: httpx.Client) -> None:
    page = web.get("/t/no-such-table?plain")
    assert page.status_code == 404
    assert "table" in PlainPage(page).words


def test_every_module_that_another_names_is_there(web: httpx.Client) -> None:
    named = {name for file in FOLDER.glob("*.js") for name in re.findall(r'"\./([^"]+)"', file.read_text())}
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
