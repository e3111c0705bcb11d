"""HTTP responses: the media type, the status and the headers that all responses carry."""

from graphql import GraphQLError
from starlette.responses import Response
from strawberry.types import ExecutionResult

from models.refused import Code
from schema.transport.body import Unreadable
from schema.transport.wire import encode_json

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


def operation_response(result: ExecutionResult, accept: str, sub_response: Response) -> Response:
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
    response = json_response(body, sub_response.status_code or status, kind)
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
    response = json_response({"errors": [error.formatted]}, status_of(error), media_type(accept))
    if isinstance(error.original_error, Unreadable):
        response.headers.update(error.original_error.headers)
    return response


def status_of(error: GraphQLError) -> int:
    if isinstance(error.original_error, Unreadable):
        return error.original_error.status
    return STATUS.get((error.extensions or {}).get("code", Code.BAD_INPUT), 400)


def json_response(body: dict[str, object], status: int, kind: str) -> Response:
    return Response(encode_json(body), status, {**SAFE, "content-type": f"{kind}; charset=utf-8"})
