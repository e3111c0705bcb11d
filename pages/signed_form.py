"""What Twilio posts: a form, signed for the address that it was told."""

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from jobs.callback import public_url
from jobs.signature import signed

LARGEST, MOST_FIELDS = 64 * 1024, 100
SECONDS = 10.0
SIGNATURE = "x-twilio-signature"


class Malformed(Exception):  # noqa: N818 - an outcome, not a fault
    """Nothing that Twilio would post."""


async def form_of(request: Request) -> dict[str, str]:
    """Each field exactly once: the signature does not say which of two would count."""
    try:
        text = (await _body(request)).decode()
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except (ValueError, TimeoutError, ClientDisconnect) as error:
        raise Malformed from error
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Malformed
    return fields


def is_signed(request: Request, form: dict[str, str], token: str, app_url: str, path: str) -> bool:
    """For the public address of this path: a Host header is anybody's to write."""
    url = public_url(app_url, path, request.url.query)
    return signed(token, url, form, request.headers.get(SIGNATURE))


async def _body(request: Request) -> bytes:
    body = bytearray()
    async with asyncio.timeout(SECONDS):
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise Malformed
    return bytes(body)
