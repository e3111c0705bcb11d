"""The output of `python -m jobs ask`, also when there is nothing to print."""

import socket
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from tests.support.processes import CommandResult, run_command, run_in_parallel
from tests.support.server import RunningServer
from tests.support.stdin import run_with_input


@pytest.fixture(scope="module")
def url(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running server without any users."""
    file = copy(sqlite_template, tmp_path_factory.mktemp("ask") / "ready.sqlite3")
    with RunningServer(database_url=f"sqlite://{file}") as running:
        yield f"http://{running.address}"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "kind.graphql"
    path.write_text('query ($name: String! = "Offer") { __type(name: $name) { kind } }')
    return str(path)


def ask(*arguments: str) -> CommandResult:
    (ended,) = run_in_parallel(1, run_command, "sqlite://nothing.sqlite3", "ask", *arguments)
    return ended


def test_an_answer_is_printed_and_so_is_one_value_of_it(url: str, file: str) -> None:
    assert (
        ask(file, "--url", url).out
        == '{\n  "data": {\n    "__type": {\n      "kind": "INTERFACE"\n    }\n  }\n}\n'
    )
    assert ask(file, "name=Refusal", "--url", url, "--print", "__type.kind") == (0, "OBJECT\n", "")


def test_a_server_that_is_not_there_is_named(file: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        code, out, sentence = ask(file, "--url", url)
    assert (code, out) == (2, "")
    assert sentence.startswith(f"{url}/graphql did not answer: ")
    assert sentence.endswith(" Is the server running?\n")


def test_a_server_that_speaks_no_json_is_named(url: str, file: str) -> None:
    code, out, sentence = ask(file, "--url", f"{url}/healthz")
    assert (code, out) == (2, "")
    assert sentence.startswith(f"{url}/healthz/graphql did not answer: ")


def test_a_variable_must_have_a_name_and_a_value(url: str, file: str) -> None:
    assert ask(file, "Refusal", "--url", url) == (2, "", "A variable must read NAME=VALUE, not Refusal.\n")


def test_variables_must_be_json(url: str, file: str) -> None:
    code, out, sentence = ask(file, "--variables", "{name", "--url", url)
    assert (code, out) == (2, "")
    assert sentence.endswith("argument --variables: invalid loads value: '{name'\n")


def test_a_failed_sign_in_says_why(url: str, file: str) -> None:
    arguments = ("ask", file, "--as", "nobody@example.com", "--url", url)
    (ended,) = run_in_parallel(
        1, run_with_input, "a wrong password\n", "sqlite://nothing.sqlite3", *arguments
    )
    assert ended[:2] == (2, "")
    assert ended.err.startswith("nobody@example.com cannot sign in: ")
    assert "password" in ended.err


@pytest.mark.parametrize("path", ["__type.name", "__type.kind.0", "__type.kind.name", "nothing"])
def test_a_path_that_the_answer_lacks_is_named_with_the_answer(url: str, file: str, path: str) -> None:
    code, out, sentence = ask(file, "--url", url, "--print", path)
    assert (code, out) == (2, "")
    assert sentence.startswith(f"The answer has no {path}:\n")
    assert '"kind": "INTERFACE"' in sentence


def test_a_file_that_is_not_there_is_named(url: str, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.graphql")
    assert ask(missing, "--url", url) == (2, "", f"{missing} cannot be read: No such file or directory.\n")
