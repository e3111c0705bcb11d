"""The commands that an operator runs, each in a process of its own."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from tests.support.actors import SIGN_IN
from tests.support.processes import CommandResult, run_command, run_in_parallel
from tests.support.server import RunningServer
from tests.support.stdin import run_with_input

ROOT = Path(__file__).parent.parent
SERVER = (sys.executable, "-m", "uvicorn", "--app-dir", str(ROOT), "app:app", "--port", "0")
EMAIL, PASSWORD = "first@example.com", "a long first password"
BEHIND = "The database is 9 migration(s) behind; you must run `python -m jobs migrate`."


@pytest.fixture(scope="module")
def ready(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated database for the commands of this file."""
    return str(copy(sqlite_template, tmp_path_factory.mktemp("commands") / "ready.sqlite3"))


@pytest.fixture(scope="module", autouse=True)
def servers_started(
    ready: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, subprocess.Popen[str]]]:
    """Whole servers, which start while the other tests of this file run."""
    empty = tmp_path_factory.mktemp("behind") / "empty.sqlite3"
    servers = {
        "bad variable": started_in(empty.parent, DATABASE_URL=f"sqlite://{ready}", PORT="abc"),
        "behind": started_in(empty.parent, DATABASE_URL=f"sqlite://{empty}"),
    }
    yield servers
    for server in servers.values():
        with server:  # whose end nobody here has asked about
            server.kill()


def started_in(folder: Path, **variables: str) -> subprocess.Popen[str]:
    """A server in a folder without a `.env` file."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    environment = {**os.environ, **variables}
    return subprocess.Popen(SERVER, cwd=folder, env=environment, text=True, **pipes)  # type: ignore[call-overload, no-any-return]  # noqa: S603


def wait_for_end(process: subprocess.Popen[str]) -> CommandResult:
    out, err = process.communicate(timeout=300)
    return CommandResult(process.returncode, out, err)


def test_the_first_super_admin_is_made_and_signs_in(ready: str) -> None:
    (said,) = run_in_parallel(
        1, run_with_input, f"{PASSWORD}\n", f"sqlite://{ready}", "create-super-admin", EMAIL, "First"
    )
    assert said == (0, f"{EMAIL} is a super admin.\n", "")
    with RunningServer(database_url=f"sqlite://{ready}") as running:
        token = running.client().get(SIGN_IN, email=EMAIL, password=PASSWORD)["token"]
        assert running.client(token).get("{ me { role name } }") == {"role": "SUPER_ADMIN", "name": "First"}


@pytest.mark.parametrize(
    ("email", "text", "sentence"),
    [
        ("weak@example.com", "short\n", "A password must have 10 to 200 characters."),
        ("none@example.com", "", "A password must have 10 to 200 characters."),
        ("no address", f"{PASSWORD}\n", "This must be an e-mail address, e.g. name@example.com."),
    ],
)
def test_a_super_admin_who_may_not_be_is_not_made(ready: str, email: str, text: str, sentence: str) -> None:
    (said,) = run_in_parallel(
        1, run_with_input, text, f"sqlite://{ready}", "create-super-admin", email, "Weak"
    )
    assert said == (2, "", f"{sentence}\n")
    rows = sqlite3.connect(ready)
    assert rows.execute("SELECT COUNT(*) FROM users WHERE name = 'Weak'").fetchone() == (0,)
    rows.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ["expiry"],
        ["expiry-warning"],
        ["link-expiry"],
        ["split-reminders"],
        ["offer-loop"],
        ["messages"],
        ["reply", "+919812345678", "yes"],
        ["housekeeping"],
        ["verify-activity"],
        ["verify-agreement"],
        ["create-super-admin", EMAIL, "First"],
    ],
)
def test_a_command_on_a_database_that_is_behind_says_so(tmp_path: Path, arguments: list[str]) -> None:
    url = f"sqlite://{tmp_path / 'empty.sqlite3'}"
    (said,) = run_in_parallel(1, run_with_input, f"{PASSWORD}\n", url, *arguments)
    assert said == (2, "", f"{BEHIND}\n")


def test_a_command_with_a_bad_variable_says_so() -> None:
    (said,) = run_in_parallel(1, run_command, "mysql://root@localhost/offers", "expiry")
    assert said[:2] == (2, "")
    assert said.err.startswith("DATABASE_URL cannot be used: must be sqlite://FILE or postgres://")


def test_a_server_with_a_bad_variable_stops_with_one_sentence(
    servers_started: dict[str, subprocess.Popen[str]],
) -> None:
    sentence = "PORT cannot be used: Input should be a valid integer, unable to parse string as an integer."
    assert wait_for_end(servers_started["bad variable"]) == (1, "", f"{sentence}\n")


def test_a_server_on_a_database_that_is_behind_says_so_and_stops(
    servers_started: dict[str, subprocess.Popen[str]],
) -> None:
    code, out, said = wait_for_end(servers_started["behind"])
    assert (code, out, said.count(BEHIND)) == (3, "", 1)
    assert "Traceback" not in said
    assert "File " not in said
