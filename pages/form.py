"""Reading of posted forms: strict, with limits on size, fields and time."""

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

LARGEST, MOST_FIELDS = 64 * 1024, 100
SECONDS = 10.0


class Malformed(Exception):  # noqa: N818 - an outcome, not a fault
    """The form is not one that our pages or Twilio post."""


async def form_of(request: Request) -> dict[str, str]:
    """Read the fields; raise Malformed if one is repeated, as it would be unclear which one counts."""
    try:
        text = (await _body(request)).decode()
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except (ValueError, TimeoutError, ClientDisconnect) as error:
        raise Malformed from error
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Malformed
    return fields


async def _body(request: Request) -> bytes:
    body = bytearray()
    async with asyncio.timeout(SECONDS):
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise Malformed
    return bytes(body)
