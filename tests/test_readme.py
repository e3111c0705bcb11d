"""What the README says is so."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from jobs.demo.rows import ACCOUNTS
from serve import prepare
from settings import Settings
from tests.support.server import Running

BASH = shutil.which("bash") or "bash"
ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
TOUR = "".join(
    re.findall(r"```sh\n(.*?)```", README.split("## A tour of five minutes")[1].split("\n## ")[0], re.S)
)


def section(name: str) -> str:
    found = re.search(f"<!-- {name}:begin -->(.*?)<!-- {name}:end -->", README, re.S)
    assert found, f"the README has no section {name}"
    return found.group(1)


def test_every_setting_and_its_default_stands_in_the_table() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", section("settings"), re.M))
    words = {None: "none", True: "on", False: "off", (): "none"}
    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    known = {
        name: words[value] if isinstance(value, bool | tuple | None) else str(value)
        for name, value in defaults.items()
    }
    assert {name: default.strip("`") for name, default in rows.items()} == known


def test_the_example_environment_names_the_same_settings() -> None:
    named = set(re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert named == {name.upper() for name in Settings.model_fields}


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    table = README.split("## Dependencies, and why")[1]
    names = [re.split(r"[\[><=;]", line)[0] for line in wanted]
    assert [name for name in names if name not in table] == []


def test_every_file_it_points_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README) + re.findall(r"`([a-z_/]+/[\w./]*\.py)`", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.anyio
async def test_the_tour_works_when_pasted(tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path / 'demo.sqlite3'}"
    await prepare(Settings(database_url=url, demo=True, _env_file=None))  # type: ignore[call-arg]
    with Running(database_url=url, demo=True) as server:
        # Where no `.env` file is.
        (tmp_path / ".venv").symlink_to(ROOT / ".venv")
        variables = {"URL": f"http://{server.address}/graphql", "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
        environment = os.environ | variables
        said = subprocess.run(  # noqa: ASYNC221, S603
            [BASH, "-ec", TOUR],
            capture_output=True,
            text=True,
            env=environment,
            cwd=tmp_path,
            timeout=300,
            check=True,
        )
    assert all(account.email in TOUR for account in ACCOUNTS[:4])
    assert said.stdout.count('"FORBIDDEN"') == 2
    assert '"status":"EXPIRED","version":2' in said.stdout
    # The demo holds one that is over already; the server's own scheduler is off here.
    assert '{"data":{"expireDueOffers":{"count":2}}}' in said.stdout
    assert "New: “Weekend bonus”." in said.stdout
    assert '"state":"ANSWERED","status":"ACCEPTED"' in said.stdout
    assert '"code":"ALREADY_ANSWERED"' in said.stdout
    assert "“Kitchen” was accepted." in said.stdout
    assert '"gap":{"master":0.0,"publishing":0.0}' in said.stderr
    assert '{"place":2,"name":"Bo","role":"music","master":40' in said.stdout
    assert said.stdout.count('"state":"ANSWERED","status":"A') == 3
    assert "Ana has signed “Who gets what”." in said.stdout
    assert "Everybody has signed “Who gets what”." in said.stdout
    assert '"splitAgreement":{"complete":true,"hash":"' in said.stdout
    assert '{"fit":2,"lastAt":"' in said.stdout
    assert "AM is free. Reply YES" in said.stdout or "PM is free. Reply YES" in said.stdout
    assert "YES: booked." in said.stdout
    assert '{"position":1,"customer":{"name":"Sam"},"outcome":"ACCEPTED"}' in said.stdout
    assert '"shopFigures":{"opened":1,"filled":1,"recovered":{"text":"$45.00"}}' in said.stdout
    assert '"best":{"title":"Buy 2 Get 1 Free","savings":{"text":"₹250.00"},"total":{"text":"₹300.00"}}' in (
        said.stdout
    )
    assert '"savings":{"text":"₹110.00"},"difference":{"text":"-₹140.00"}' in said.stdout
    assert '"savings":{"text":"₹50.00"},"difference":{"text":"-₹200.00"}' in said.stdout
    assert '"hint":{"message":"Add 3 Veg Burger for ₹450.00 and save ₹150.00."}' in said.stdout
    assert '{"code":"OFFER_CHANGED","currentOrder":{"total":{"text":"₹550.00"}}}' in said.stdout
    assert '{"name":"Margherita Pizza","quantity":1,"unitPrice":0,"isFreeItem":true}' in said.stdout
    assert '"explanation":["Buy 2 Get 1 Free: 1 Margherita Pizza free, worth ₹250.00."]' in said.stdout
    assert '{"name":"SGST","amount":{"text":"₹13.75"}}],"total":{"text":"₹577.50"}}' in said.stdout
    assert '"closeSession":{"isFinal":true,"total":{"text":"₹577.50"}}' in said.stdout
    assert '"mostUsed":[{"offer":{"title":"Buy 2 Get 1 Free"},"uses":1}]' in said.stdout
