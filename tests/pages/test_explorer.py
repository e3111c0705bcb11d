"""The explorer over HTTP: everything from our own origin, guarded, unchanged since it was vendored."""

import hashlib
import json
import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from pages.explorer import FOLDER, OPERATIONS, POLICY, routes
from pages.operations import read_operations

ASSETS = FOLDER / "assets"
OURS = sorted(file for file in FOLDER.iterdir() if file.suffix in {".html", ".js", ".css"})


def recorded_sums() -> dict[str, str]:
    lines = (ASSETS / "SHA256SUMS").read_text().splitlines()
    return {name: sha for sha, name in (line.split("  ") for line in lines)}


def test_the_page_and_all_it_names_answer_from_our_own_origin(origin: str) -> None:
    page = httpx.get(f"{origin}/graphql", headers={"Accept": "text/html"})
    named = re.findall(r'<(?:link|script|img)[^>]*(?:src|href)="([^"]+)"', page.text)
    assert page.status_code == 200
    assert len(named) == 8
    assert [httpx.get(f"{origin}{path}").status_code for path in named] == [200] * len(named)


def test_the_page_comes_with_a_policy_that_lets_nothing_foreign_or_inline_in(origin: str) -> None:
    headers = httpx.get(f"{origin}/graphql").headers
    assert headers["content-security-policy"] == POLICY
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "default-src 'self'; " in POLICY
    assert "unsafe" not in POLICY


@pytest.mark.parametrize("path", ["assets/react-18.3.1.min.js", "explorer.js", "explorer.css", "icon.svg"])
def test_no_file_is_sniffed_and_only_versioned_names_are_cached(origin: str, path: str) -> None:
    headers = httpx.get(f"{origin}/explorer/{path}").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert ("immutable" in headers["cache-control"]) is path.startswith("assets/")


@pytest.mark.parametrize(
    "path", ["index.html", "vendored.toml", "operations/10-any.graphql", "../explorer.py", ""]
)
def test_nothing_but_scripts_styles_and_licences_is_served(origin: str, path: str) -> None:
    assert httpx.get(f"{origin}/explorer/{path}").status_code == 404


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_our_own_files_name_no_foreign_origin(file: Path) -> None:
    assert re.findall(r"""(?:https?:)?//[\w.-]+\.\w+""", file.read_text()) == []


def test_vendored_files_are_the_recorded_ones() -> None:
    files = {file.name: file.read_bytes() for file in ASSETS.iterdir() if file.name != "SHA256SUMS"}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} == recorded_sums()


def test_vendored_scripts_never_turn_text_into_code() -> None:
    scripts = "".join(file.read_text() for file in ASSETS.glob("*.js"))
    assert re.findall(r"\beval\(|new Function\b", scripts) == []


def test_the_config_names_the_demo_accounts_and_the_operations(origin: str) -> None:
    config = httpx.get(f"{origin}/explorer/config.json").json()
    assert [account["label"] for account in config["accounts"]] == ["Builder", "Agent"]
    names = [operation["name"] for operation in config["operations"]]
    assert names == ["Who is asking", "Greeting", "Watch notifications"]


@pytest.mark.anyio
async def test_outside_demo_mode_the_config_names_no_account() -> None:
    app = httpx.ASGITransport(Starlette(routes=routes()))
    async with httpx.AsyncClient(transport=app, base_url="http://test") as client:
        assert (await client.get("/explorer/config.json")).json()["accounts"] == []


def test_operations_are_read_in_the_order_of_their_file_names(tmp_path: Path) -> None:
    (tmp_path / "20-agent-page.graphql").write_text("query AgentPage { me { name } }\n")
    (tmp_path / "10-me.graphql").write_text('# variables: {"first": 2}\nquery Me { me { name } }\n')
    assert read_operations(tmp_path) == [
        {"name": "Me", "query": "query Me { me { name } }\n", "variables": {"first": 2}},
        {"name": "Agent page", "query": "query AgentPage { me { name } }\n", "variables": None},
    ]


def test_every_operation_we_ship_reads() -> None:
    shipped = read_operations(OPERATIONS)
    assert len(shipped) == len({operation["name"] for operation in shipped}) > 0


def test_variables_that_are_not_json_stop_the_start(tmp_path: Path) -> None:
    (tmp_path / "10-me.graphql").write_text("# variables: {first: 2}\nquery Me { me { name } }\n")
    with pytest.raises(json.JSONDecodeError):
        read_operations(tmp_path)
