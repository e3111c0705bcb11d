"""Guesses of passwords, from addresses of one's choice, over HTTP and sockets."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from tests.support.actors import PASSWORD
from tests.support.server import SECONDS, Client, RunningServer

SIGN_IN = """mutation($email: String!, $password: String!, $device: String) {
  signIn(email: $email, password: $password, device: $device) {
    ... on SignedIn { token device user { id } } ... on Refusal { code message }
  }
}"""
WRONG = "a wrong guess"
Answer = dict[str, Any]


def new_address() -> str:
    """Return an address of a network that nobody else uses."""
    digits = uuid4().hex
    return f"2001:{digits[:4]}:{digits[4:8]}:{digits[8:12]}::1"


def client_at(server: RunningServer, address: str | None = None, token: str | None = None) -> Client:
    return server.client(token, **{"x-forwarded-for": address or new_address()})


def guess(client: Client, email: str, password: str = WRONG, device: str | None = None) -> Answer:
    return client.ask(SIGN_IN, email=email, password=password, device=device)


def sign_in(client: Client, email: str, device: str | None = None) -> Answer:
    return guess(client, email, PASSWORD, device)


def code_of(answer: Answer) -> str:
    """Return the code of the errors, or OK if there is none."""
    codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
    return ",".join(codes) or "OK"


def all_at_once(works: Sequence[Callable[[], Answer]]) -> list[str]:
    """Call all of these concurrently; return the codes of the answers."""
    with ThreadPoolExecutor(len(works)) as pool:
        return [code_of(future.result()) for future in [pool.submit(work) for work in works]]


def ask_over_socket(client: Client, query: str, times: int, **variables: object) -> Iterator[str]:
    """Send the operation so many times over one socket, 50 at a time; yield the codes of the answers."""
    with client.socket() as socket:
        for start in range(0, times, 50):
            ids = [str(number) for number in range(start, min(times, start + 50))]
            for id_ in ids:
                payload = {"query": query, "variables": variables}
                socket.send(json.dumps({"id": id_, "type": "subscribe", "payload": payload}))
            while ids:
                message = json.loads(socket.recv(SECONDS))
                if message["type"] == "next":
                    yield code_of(message["payload"])
                if message["type"] == "complete":
                    ids.remove(message["id"])
