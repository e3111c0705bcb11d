"""The requests to the API for readers without JavaScript: the same requests that the script sends."""

import json
from decimal import Decimal
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Message

TOO_MANY = "Too many requests. You can try again in {}."
# For these codes the page shows the sentence of the API.
IN_ITS_WORDS = ("BAD_INPUT", "NOT_FOUND")
NOT_NOW = "The server cannot answer right now. Try again in a moment."


async def ask(api: ASGIApp, request: Request, document: str, **variables: str | int) -> dict[str, Any]:
    """Return the value of the only field, or `{code, message}` with `seconds` to wait if rate limited."""
    answer = await _post(api, request, {"query": document, "variables": variables})
    for value in (answer.get("data") or {}).values():
        if value is not None:
            return dict(value)
    return refusal_of(answer["errors"][0])


def refusal_of(error: dict[str, Any]) -> dict[str, Any]:
    """Word an error for the reader of the page."""
    extensions = error.get("extensions", {})
    if extensions.get("code") in IN_ITS_WORDS:
        return {"code": extensions["code"], "message": error["message"]}
    if extensions.get("code") != "RATE_LIMITED":
        return {"code": "UNAVAILABLE", "message": NOT_NOW}
    seconds = int(extensions.get("retryAfter", 60))
    wait = "1 second" if seconds == 1 else f"{seconds} seconds"
    return {"code": "RATE_LIMITED", "message": TOO_MANY.format(wait), "seconds": seconds}


async def _post(api: ASGIApp, request: Request, question: dict[str, Any]) -> dict[str, Any]:
    """Call the endpoint itself, so that every limit, count and line in the log is the same.

    The request has the reader's address, but no header of theirs that could grant more than the token.
    """
    body, answer = json.dumps(question).encode(), bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        answer.extend(message.get("body", b""))

    headers = [
        (b"content-type", b"application/json"),
        (b"user-agent", request.headers.get("user-agent", "").encode("latin-1")),
    ]
    target = {"method": "POST", "path": "/graphql", "raw_path": b"/graphql", "query_string": b""}
    await api({**request.scope, **target, "headers": headers}, receive, send)
    # Decimals keep amounts and shares exact.
    result: dict[str, Any] = json.loads(answer, parse_float=Decimal)
    return result
