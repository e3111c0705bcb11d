"""HTTP responses: the media type, the status and the headers that all responses carry."""

from graphql import GraphQLError
from starlette.responses import Response
from strawberry.types import ExecutionResult

from models.refused import Code, Refused
from schema.transport.body import Unreadable
from schema.transport.errors import client_error
from schema.transport.wire import encode_json

# In bytes, unless a setting says otherwise.
LARGEST_ANSWER = 1_000_000
LEGACY = "application/json"
MODERN = "application/graphql-response+json"
OFFERED = {MODERN: MODERN, LEGACY: LEGACY, "*/*": LEGACY, "application/*": LEGACY}
SAFE = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
STATUS = {
    Code.UNAUTHENTICATED: 401,
    Code.FORBIDDEN: 403,
    Code.NOT_FOUND: 404,
    Code.RATE_LIMITED: 429,
    Code.UNAVAILABLE: 503,
    Code.INTERNAL: 500,
}


def media_type(accept: str) -> str:
    """Return the client's preferred media type among those supported; plain JSON if it accepts neither."""
    preferences = sorted(
        (part.partition(";") for part in accept.lower().split(",")), key=lambda p: -accept_quality(p[2])
    )
    for name, _, parameters in preferences:
        if name.strip() in OFFERED and accept_quality(parameters) > 0:
            return OFFERED[name.strip()]
    return LEGACY


def accept_quality(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            return float(value) if value.replace(".", "", 1).isdecimal() else 0.0
    return 1.0


def operation_response(
    result: ExecutionResult, accept: str, sub_response: Response, largest: int = LARGEST_ANSWER
) -> Response:
    """Build the response to an operation that was parsed; `sub_response` holds what resolvers set."""
    kind = media_type(accept)
    errors = result.errors or []
    body: dict[str, object] = {"errors": [error.formatted for error in errors]} if errors else {}
    never_ran = result.data is None and all(error.path is None for error in errors)
    if not never_ran:
        body["data"] = result.data
    if result.extensions:
        body["extensions"] = result.extensions
    status = status_of(errors[0]) if never_ran and errors and kind == MODERN else 200
    wait = seconds_to_wait(result)
    if wait and kind == MODERN:
        status = STATUS[Code.RATE_LIMITED]
    text = encode_answer(body, largest)
    response = text_response(text, sub_response.status_code or status, kind)
    if wait:
        response.headers["retry-after"] = str(wait)
    response.headers.raw.extend(sub_response.headers.raw)
    response.background = sub_response.background
    return response


def seconds_to_wait(result: ExecutionResult) -> int:
    """Return the seconds to wait if the result is nothing but RATE_LIMITED; otherwise 0."""
    limits = [error.extensions or {} for error in result.errors or []]
    nothing = not any((result.data or {}).values())
    if not nothing or not limits or any(limit.get("code") != Code.RATE_LIMITED for limit in limits):
        return 0
    return max(int(limit.get("retryAfter", 1)) for limit in limits)


def error_response(error: GraphQLError, accept: str) -> Response:
    """Build the response to a request that never became an operation."""
    text = encode_json({"errors": [error.formatted]})
    response = text_response(text, status_of(error), media_type(accept))
    if isinstance(error.original_error, Unreadable):
        response.headers.update(error.original_error.headers)
    return response


def status_of(error: GraphQLError) -> int:
    if isinstance(error.original_error, Unreadable):
        return error.original_error.status
    return STATUS.get((error.extensions or {}).get("code", Code.BAD_INPUT), 400)


def encode_answer(body: dict[str, object], largest: int) -> bytes:
    """Return the answer as JSON; one that is too large is replaced by an error that says so."""
    text = encode_json(body)
    return text if len(text) <= largest else encode_json(too_large(len(text), largest))


def too_large(size: int, largest: int) -> dict[str, object]:
    """Build the answer instead of one with `size` bytes."""
    sentence = (
        f"The answer has {size:,} bytes; it cannot have more than {largest:,}. Ask for fewer rows or"
        " fields; what a mutation changed stays changed."
    )
    error = client_error(Refused(Code.BAD_INPUT, sentence, limit="answer", allowed=largest))
    return {"data": None, "errors": [error.formatted]}


def text_response(text: bytes, status: int, kind: str) -> Response:
    return Response(text, status, {**SAFE, "content-type": f"{kind}; charset=utf-8"})
