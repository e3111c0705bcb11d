"""A token is only in the link: not in the tables, not in the log, not in the treatment of a request."""

import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import httpx
import pytest

from models.offers.settling import Decision
from models.people.viewer import Role
from models.refused import Refused
from models.sharing.recipient import Answer
from models.sharing.visitor import Visitor
from resolvers.sharing.recipients import record_view, respond_to_share, shared_offer
from tests.support.database_dump import PasswordlessUser, dump
from tests.support.quote_rows import make_linked_quote, token_of
from tests.support.rows import person
from tests.support.server import SECONDS, Client
from tests.support.server_database import ServerDatabase
from tests.support.sharing import ANSWER, OPEN, RESPONSES, REVOKE, ROTATE, SHARE, SHARES, VIEW, quote, share

ROOT = Path(__file__).parents[3]
SHARE_ONCE = SHARE.replace("($id: UUID!,", "($id: UUID!, $key: String,").replace(
    "input: $input)", "input: $input, idempotencyKey: $key)"
)
NOBODY = Visitor("192.0.2.1", "nobody")


class OperatedServer:
    """The server as an operator may start it, at log level debug, with its output in a file."""

    def __init__(self, database_url: str, log: Path, address: str) -> None:
        self.settings = SimpleNamespace(database_url=database_url)
        self.log, self.address = log, address
        self.clients: list[Client] = []
        self.database = ServerDatabase(database_url)

    def client(self, token: str | None = None, **headers: str) -> Client:
        self.clients.append(Client(self.address, token, headers))
        return self.clients[-1]

    def answers(self) -> bool:
        try:
            return self.client().http.get("/healthz").status_code == 200
        except httpx.TransportError:
            return False


@contextmanager
def run_server(database_url: str, folder: Path) -> Iterator[OperatedServer]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chosen = {"DATABASE_URL": database_url, "SECRET_KEY": "k" * 40, "LOG_LEVEL": "debug", "SCHEDULER": "on"}
    log = folder / "server.log"
    server = ["uvicorn", "--app-dir", str(ROOT), "app:app", "--port", str(port), "--log-level", "debug"]
    command = [sys.executable, "-m", *server]
    with log.open("w") as said:
        process = subprocess.Popen(command, cwd=folder, env=os.environ | chosen, stdout=said, stderr=said)  # noqa: S603
        run_server = OperatedServer(database_url, log, f"127.0.0.1:{port}")
        try:
            yield wait_for_start(process, run_server)
        finally:
            for client in run_server.clients:
                client.close()
            run_server.database.close()
            process.terminate()
            process.wait(SECONDS)


def wait_for_start(process: subprocess.Popen[bytes], server: OperatedServer) -> OperatedServer:
    deadline = time.monotonic() + 5 * SECONDS
    while not server.answers():
        assert process.poll() is None, server.log.read_text()
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.1)
    return server


def story(author: PasswordlessUser, holder: Client) -> set[str]:
    """Run the whole life of a link with every field that takes a token; return all tokens."""
    customer = {"name": "Asha", "email": "asha@customer.example", "phone": "+919812345678"}
    offer = quote(author, customer=customer, notes="Secret", validUntil="2126-01-01")  # type: ignore[arg-type]
    wanted = {"label": "One", "recipientName": "Asha", "channel": "EMAIL", "recipient": customer["email"]}
    first = share(author, offer, **wanted)  # type: ignore[arg-type]
    second = author.client.get(SHARE_ONCE, id=offer, input={"expiresAt": "2126-01-01T00:00:00Z"}, key="k" * 8)
    again = author.client.get(SHARE_ONCE, id=offer, input={"expiresAt": "2126-01-01T00:00:00Z"}, key="k" * 8)
    assert again["url"] == second["url"]
    tokens = [first.token, second["url"].rsplit("/", 1)[1], "A" * 43]
    said = {"decision": "ACCEPTED", "comment": "Gladly"}
    for token in tokens:
        holder.get(OPEN, token=token)
        holder.http.get("/graphql", params={"query": OPEN, "variables": f'{{"token":"{token}"}}'})
        holder.http.get(f"/offer/{token}")
        holder.get(VIEW, token=token)
        for version in (2, 1):
            holder.get(ANSWER, token=token, version=version, **said)
    with author.client.subscribe(RESPONSES) as heard:
        assert heard.is_silent()
    rotated = author.client.get(ROTATE, id=first.id)["url"].rsplit("/", 1)[1]
    author.client.get(REVOKE, id=second["id"])
    author.client.get(SHARES, id=offer)
    for token in (*tokens, rotated):
        holder.get(OPEN, token=token)
    return {*tokens, rotated} - {"A" * 43}


def test_no_token_is_in_the_tables_or_in_the_log(database_url: str, tmp_path: Path) -> None:
    """Decision 2; the log is at level debug and includes the requested paths."""
    with run_server(database_url, tmp_path) as server:
        author: Any = PasswordlessUser(server)  # type: ignore[arg-type]
        tokens = story(author, server.client())
        rows = str(dump(server))  # type: ignore[arg-type]
    said = server.log.read_text()
    assert (len(tokens), "Asha" in rows, "event=operation" in said, "GET /graphql" in said) == (
        3,
        True,
        True,
        True,
    )
    assert [token for token in tokens if token in rows or token in said] == []


SHAPES = ("", "x", "A" * 43, "x" * 10_000, "üप्र💥", "' OR 1=1 --", str(uuid4()))
FIELDS: dict[str, Callable[[str], Awaitable[object]]] = {
    "open": lambda token: shared_offer(token, NOBODY),
    "view": lambda token: record_view(token, NOBODY),
    "answer": lambda token: respond_to_share(token, Answer(Decision.ACCEPTED, version=1), NOBODY),
}


async def statements(caplog: pytest.LogCaptureFixture, act: Awaitable[object]) -> list[str]:
    """Collect the text of each executed statement, without its values."""
    caplog.clear()
    with caplog.at_level(logging.DEBUG, "tortoise.db_client"), pytest.raises(Refused, match="is not valid"):
        await act
    return [str(record.args[0]) for record in caplog.records if record.args]  # type: ignore[index]


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("field", FIELDS)
async def test_unknown_and_malformed_tokens_are_looked_up_in_the_same_way(
    field: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Decision 4."""
    _, (link,) = await make_linked_quote(await person(Role.AGENT), 1)
    shapes = (*SHAPES, token_of(link)[:-1], token_of(link).swapcase())
    issued = {tuple(await statements(caplog, FIELDS[field](shape))) for shape in shapes}
    assert len(issued) == 1
    assert sum("token_hash" in statement for statement in issued.pop()) >= 2
