"""Sending a GraphQL file to a running server: `python -m jobs ask FILE NAME=VALUE ... --as EMAIL`."""

import argparse
import getpass
import json
import sys
from pathlib import Path
from typing import Any

import aiohttp

from jobs.demo.rows import ACCOUNTS

SIGN_IN = """mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { ... on SignedIn { token } ... on Refusal { message } }
}"""
SECONDS = aiohttp.ClientTimeout(total=60)
DEMO_PASSWORDS = {account.email: account.password for account in ACCOUNTS}


class NoAnswerError(Exception):
    """The request returned nothing to print; the text says why."""


def ask_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file that holds one operation")
    parser.add_argument("values", nargs="*", metavar="NAME=VALUE", help="variables; a value may be JSON")
    parser.add_argument("--variables", type=json.loads, default={}, metavar="JSON", help="variables as JSON")
    parser.add_argument("--as", dest="email", metavar="EMAIL", help="sign in first, and send as this account")
    parser.add_argument("--token", help="send with this session's token")
    parser.add_argument("--print", dest="path", metavar="PATH", help="print one value, e.g. createOffer.id")
    parser.add_argument("--url", help="the server; absent: APP_URL")


async def ask(app_url: str, arguments: argparse.Namespace) -> str:
    """Return the answer without its extensions as indented JSON, or the one value that `--print` names."""
    url = f"{(arguments.url or app_url).rstrip('/')}/graphql"
    variables = arguments.variables | dict(map(variable, arguments.values))
    token = arguments.token or (arguments.email and await sign_in(url, arguments.email))
    answer = await post(url, read(arguments.file), variables, token)
    answer.pop("extensions", None)
    return value_at(answer, arguments.path) if arguments.path else in_json(answer)


def read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise NoAnswerError(f"{file} cannot be read: {error.strerror}.") from None


def variable(argument: str) -> tuple[str, Any]:
    """Split NAME=VALUE; a value that is not JSON is a string."""
    name, equals, value = argument.partition("=")
    if not equals:
        raise NoAnswerError(f"A variable must read NAME=VALUE, not {argument}.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


async def sign_in(url: str, email: str) -> str:
    """Return the token of a new session; other passwords than the demo's are prompted for."""
    password = DEMO_PASSWORDS.get(email) or prompt()
    answer = await post(url, SIGN_IN, {"email": email, "password": password}, None)
    session = (answer.get("data") or {}).get("signIn") or {}
    if "token" not in session:
        raise NoAnswerError(f"{email} cannot sign in: {session.get('message') or in_json(answer)}")
    token: str = session["token"]
    return token


def prompt() -> str:
    return getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


async def post(url: str, query: str, variables: dict[str, Any], token: str | None) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = {"query": query, "variables": variables}
    try:
        async with (
            aiohttp.ClientSession(timeout=SECONDS) as session,
            session.post(url, json=body, headers=headers) as response,
        ):
            answer: dict[str, Any] = await response.json()
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise NoAnswerError(f"{url} did not answer: {error}. Is the server running?") from None
    return answer


def value_at(answer: dict[str, Any], path: str) -> str:
    """Follow a path such as `shares.nodes.0.url` below `data`."""
    value: Any = answer.get("data")
    try:
        for step in path.split("."):
            value = value[int(step)] if isinstance(value, list) else value[step]
    except (KeyError, IndexError, TypeError, ValueError):
        raise NoAnswerError(f"The answer has no {path}:\n{in_json(answer)}") from None
    return value if isinstance(value, str) else in_json(value)


def in_json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
