"""Reading of HTTP requests, with checks of the method, media type, size, time and shape."""

import asyncio

from starlette.requests import Request

from models.refused import Code, Refused
from schema.transport.question import Question, parse_question
from schema.transport.wire import decode_json

LARGEST = 100_000
SECONDS = 10.0


class Unreadable(Refused):
    """A request that cannot be read; `status` is the HTTP status for it."""

    def __init__(self, status: int, sentence: str, **headers: str) -> None:
        super().__init__(Code.BAD_INPUT, sentence)
        self.status = status
        self.headers = headers


async def read_question(request: Request, get_queries: bool, seconds: float = SECONDS) -> Question:
    if request.method == "GET" and get_queries:
        return question_in_url(request)
    if request.method != "POST":
        methods = "GET, POST" if get_queries else "POST"
        raise Unreadable(405, f"The method must be one of: {methods}.", allow=methods)
    check_media_type(request.headers.get("content-type", ""))
    return parse_question(decode_json(await read_body(request, seconds)))


def question_in_url(request: Request) -> Question:
    parts: dict[str, object] = {**request.query_params}
    for part in ("variables", "extensions"):
        if text := request.query_params.get(part):
            parts[part] = decode_json(text)
        else:
            parts.pop(part, None)
    return parse_question(parts)


def check_media_type(content_type: str) -> None:
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [p.removeprefix("charset=").strip('"') for p in parameters if p.startswith("charset=")]
    if media_type != "application/json" or any(charset not in ("utf-8", "utf8") for charset in charsets):
        raise Unreadable(415, "A request must be sent as application/json in UTF-8.")


async def read_body(request: Request, seconds: float) -> bytes:
    try:
        async with asyncio.timeout(seconds):
            return await collect_body(request)
    except TimeoutError as error:
        raise Unreadable(408, "The request took too long to arrive.", connection="close") from error


async def collect_body(request: Request) -> bytes:
    chunks = bytearray()
    async for chunk in request.stream():
        chunks += chunk
        if len(chunks) > LARGEST:
            sentence = f"A request cannot be larger than {LARGEST // 1000} kB."
            raise Unreadable(413, sentence, connection="close")
    return bytes(chunks)


def method_not_allowed(method: str, sentence: str) -> Unreadable:
    """Build the refusal of an operation that this HTTP method does not run."""
    return Unreadable(405, sentence, allow="POST") if method == "GET" else Unreadable(400, sentence)
