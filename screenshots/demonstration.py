"""A demonstration of its own for the pictures: `serve.py` on a temporary database, and who asks it."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

ROOT = Path(__file__).parent.parent
SIGN_IN = """mutation($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { ... on SignedIn { token } }
}"""

# Times are kept as text in this form; a prime spreads the links, and each answer comes with its link.
MOVED = "strftime('%Y-%m-%d %H:%M:%f+00:00', created_at, '-' || (place * place * 7 % 13) || ' days')"
EARLIER = f"""
UPDATE responses SET created_at = (
  SELECT {MOVED} FROM (SELECT rowid AS place FROM shares WHERE id = share_id)
);
UPDATE shares SET created_at = {MOVED.replace("place", "rowid")};
"""  # noqa: S608 - all our own


class Demonstration:
    """A running server: where it is, what it printed, and what may be asked of it."""

    def __init__(self, greeting: str, environment: dict[str, str]) -> None:
        self.greeting = greeting
        self.environment = environment
        self.origin = self.address("Proffer").removesuffix("/graphql")

    def address(self, name: str) -> str:
        """What stands behind this word in the lines that it printed: "Table", or "Invitation"."""
        found = re.search(rf"^ +{name} +(http\S+)$", self.greeting, re.MULTILINE)
        if found is None:
            raise RuntimeError(f"The demonstration did not say {name}: {self.greeting}")
        return found.group(1)

    def ask(self, query: str, token: str = "", **variables: Any) -> Any:
        """The value of the only root field; `token` is of whoever signed in."""
        headers = {"authorization": f"Bearer {token}"} if token else {}
        body = {"query": query, "variables": variables}
        told = httpx.post(f"{self.origin}/graphql", json=body, headers=headers, timeout=30).json()
        if "errors" in told:
            raise RuntimeError(told["errors"])
        (value,) = told["data"].values()
        return value

    def sign_in(self, email: str, password: str) -> str:
        return str(self.ask(SIGN_IN, email=email, password=password)["token"])

    def spread_links(self) -> None:
        """As if links and answers were made over the last two weeks: nobody wants to wait for a picture."""
        file = self.environment["DATABASE_URL"].removeprefix("sqlite://")
        with closing(sqlite3.connect(file)) as rows, rows:
            rows.executescript(EARLIER)

    def reply(self, phone: str, words: str) -> None:
        """A customer's text message."""
        command = [sys.executable, "-m", "jobs", "reply", phone, words]
        subprocess.run(  # noqa: S603 - all our own
            command, check=True, env=self.environment, cwd=ROOT, stdout=subprocess.DEVNULL
        )


@contextmanager
def demonstration() -> Iterator[Demonstration]:
    with TemporaryDirectory() as folder:
        environment = {**os.environ, **_settings(folder)}
        command = [sys.executable, "serve.py"]
        serving = subprocess.Popen(  # noqa: S603 - all our own
            command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        try:
            yield Demonstration(_greeting(serving), environment)
        finally:
            serving.terminate()
            serving.wait()


def _settings(folder: str) -> dict[str, str]:
    own = {"DATABASE_URL": f"sqlite://{folder}/demo.sqlite3", "BROADCAST_URL": "memory://", "DEMO": "on"}
    return {**own, "HOST": "127.0.0.1", "LOG_LEVEL": "error"}


def _greeting(serving: subprocess.Popen[str]) -> str:
    """What it prints before it serves, which ends with an empty line."""
    said = ""
    for line in serving.stdout or ():
        said += line
        if "Proffer" in said and not line.strip():
            return said
    raise RuntimeError(f"The demonstration did not start: {said}")
