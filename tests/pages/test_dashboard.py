"""The dashboard over HTTP: one static page with the headers of the link pages, and only its own files."""

import hashlib
import re
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from pages.dashboard import FOLDER
from pages.link_pages import HEADERS

OURS = sorted(file for file in FOLDER.iterdir() if file.suffix in {".html", ".js", ".css"})
pytestmark = [
    pytest.mark.usefixtures("server"),
    pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session"),
]


def test_the_page_comes_with_its_policy_and_all_it_names_answers(web: httpx.Client) -> None:
    page = web.get("/dashboard")
    assert {name: page.headers[name] for name in HEADERS} == HEADERS
    named = re.findall(r'<(?:link|script)[^>]*(?:src|href)="([^"]+)"', page.text)
    answers = [web.get(urljoin(str(page.url), path)).status_code for path in named]
    assert answers == [200] * 4


def test_every_module_that_another_names_is_there(web: httpx.Client) -> None:
    named = {name for file in FOLDER.glob("*.js") for name in re.findall(r'"\./([^"]+)"', file.read_text())}
    assert {web.get(f"/dashboard/assets/{name}").status_code for name in named} == {200}


@pytest.mark.parametrize("rest", ["/x", "/assets/index.html", "/assets/none.js"])
def test_nothing_else_is_there(web: httpx.Client, rest: str) -> None:
    assert web.get(f"/dashboard{rest}").status_code == 404


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_its_files_name_no_foreign_origin_and_hold_no_inline_code(file: Path) -> None:
    text = file.read_text().replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"""(?:https?:)?//[\w.-]+\.\w+""", text) == []
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacent|\beval\(|<script>|<style|style=| on\w+=", text) == []
    )


def test_vendored_files_are_the_recorded_ones_and_never_turn_text_into_code() -> None:
    lines = (FOLDER / "assets" / "SHA256SUMS").read_text().splitlines()
    recorded = {name: sha for sha, name in (line.split("  ") for line in lines)}
    files = {name: (FOLDER / "assets" / name).read_bytes() for name in recorded}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} == recorded
    scripts = [content for name, content in files.items() if name.endswith(".js")]
    assert len(scripts) == 2
    assert [found for script in scripts for found in re.findall(rb"\beval\(|new Function\b", script)] == []
