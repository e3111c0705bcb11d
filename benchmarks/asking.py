"""What the agent asks, as bytes for the wire, and one answer to it."""

import asyncio
from typing import Any

import orjson

from benchmarks.load import HOST
from benchmarks.rows import AGENT_EMAIL, AGENT_PASSWORD

SIGN_IN = """mutation($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { ... on SignedIn { token } ... on Refusal { message } }
}"""
PAGE = """query AgentPage($first: Int, $after: String, $page: Int, $limit: Int) {
  incentives(first: $first, after: $after, page: $page, limit: $limit) {
    nodes {
      id title description status validFrom validUntil createdAt
      author { id name }
      project { id name location }
      terms {
        type incentiveAmount { minorUnits currency } commissionPercentage minUnitsToSell termsAndConditions
      }
    }
    pageInfo { hasNextPage endCursor }
    pagination { total page limit totalPages }
  }
}"""
SIZE = 20


def got(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nhost: {HOST}\r\n\r\n".encode()


def posted(query: str, variables: dict[str, object], token: str | None = None) -> bytes:
    body = orjson.dumps({"query": query, "variables": variables})
    head = f"POST /graphql HTTP/1.1\r\nhost: {HOST}\r\ncontent-type: application/json\r\n"
    bearer = f"authorization: Bearer {token}\r\n" if token else ""
    return f"{head}{bearer}content-length: {len(body)}\r\n\r\n".encode() + body


def page(token: str, number: int) -> bytes:
    return posted(PAGE, {"page": number, "limit": SIZE}, token)


def page_after(token: str, cursor: str) -> bytes:
    return posted(PAGE, {"first": SIZE, "after": cursor}, token)


async def token(port: int) -> str:
    """The agent's, as the server gives it for the password."""
    asked = posted(SIGN_IN, {"email": AGENT_EMAIL, "password": AGENT_PASSWORD})
    found: str = (await answer(port, asked))["data"]["signIn"]["token"]
    return found


async def listed(port: int, request: bytes) -> Any:
    """The page in an answer of either contender."""
    return (await answer(port, request))["data"]["incentives"]


async def answer(port: int, request: bytes) -> Any:
    return orjson.loads(await body(port, request))


async def body(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        return await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
    finally:
        writer.close()
