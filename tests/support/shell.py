"""Runs the commands of a page of the documentation as a reader would paste them, in one shell."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.processes import CommandResult, run_command, run_in_parallel

BASH = shutil.which("bash") or "bash"
ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
# Each command runs in a process that has imported everything already; the shell only passes its words on.
PRELUDE = """
proffer() {
    local answer; answer=$(printf '%s\\n' "$@" | curl -s --data-binary @- "$PROFFER")
    printf '%s\\n' "${answer#*$'\\n'}"; return "${answer%%$'\\n'*}"
}
"""
END = "---- end of block ----"


class Example(NamedTuple):
    """Commands of a page, and what it shows below them: answers in JSON, or a text."""

    commands: str
    answers: list[Any]
    is_json: bool = True


def examples(page: str) -> list[Example]:
    """Return every `sh` block with the `json` or `text` block that follows it, if one does."""
    result: list[Example] = []
    for language, text in BLOCK.findall(page):
        if language == "sh":
            result.append(Example(text, []))
        elif language == "json":
            result[-1] = result[-1]._replace(answers=values(text))
        elif language == "text":
            result[-1] = result[-1]._replace(answers=[text.strip()], is_json=False)
    return result


def values(text: str) -> list[Any]:
    """Read the JSON values of a text, one after the other."""
    decoder, result = json.JSONDecoder(), []
    while text := text.strip():
        value, end = decoder.raw_decode(text)
        result.append(value)
        text = text[end:]
    return result


def run_proffer(app_url: str, database_url: str, *arguments: str) -> CommandResult:
    os.environ["APP_URL"] = app_url
    return run_command(database_url, *arguments)


@contextmanager
def commands_at(app_url: str, database_url: str) -> Iterator[str]:
    """An address that runs the arguments sent to it, one a line, as `proffer` would."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            words = self.rfile.read(int(self.headers["content-length"])).decode().splitlines()
            (result,) = run_in_parallel(1, run_proffer, app_url, database_url, *words)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"{result.code}\n{result.out}{result.err}".encode())

        def log_message(self, *_: object) -> None:
            """Keep quiet: the shell shows what went wrong."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with server, ThreadPoolExecutor(1) as pool:
        pool.submit(server.serve_forever)
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def paste(commands: list[str], app_url: str, database_url: str) -> list[str]:
    """Return what each block of commands printed; they share one shell, which stops at the first failure."""
    script = PRELUDE + "".join(f"{block}\necho '{END}'\n" for block in commands)
    with commands_at(app_url, database_url) as address:
        done = subprocess.run(  # noqa: S603
            [BASH, "-ec", script],
            capture_output=True,
            text=True,
            env=os.environ | {"PROFFER": address, "URL": app_url},
            cwd=ROOT,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout.split(f"{END}\n")[:-1]


def resembles(answer: Any, shown: Any) -> bool:
    """Compare an answer with the one that a page shows, where "…" replaces what differs each time."""
    if isinstance(shown, dict):
        return (
            isinstance(answer, dict)
            and answer.keys() == shown.keys()
            and all(resembles(answer[key], value) for key, value in shown.items())
        )
    if isinstance(shown, list):
        return isinstance(answer, list) and len(answer) == len(shown) and all(map(resembles, answer, shown))
    if isinstance(shown, str) and "…" in shown:
        pattern = ".+".join(map(re.escape, shown.split("…")))
        return isinstance(answer, str) and re.fullmatch(pattern, answer, re.DOTALL) is not None
    return bool(answer == shown) and type(answer) is type(shown)
