"""The request of a client: the same four parts over HTTP and WebSocket."""

from dataclasses import dataclass
from typing import Any

from schema.transport.wire import unreadable_error


@dataclass(frozen=True, slots=True)
class Question:
    """An operation to run."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None
    extensions: dict[str, Any] | None


def parse_question(payload: object) -> Question:
    """Parse a decoded payload; unknown parts are ignored."""
    if not isinstance(payload, dict):
        raise unreadable_error("A request must be a JSON object.")
    for part, kind, expected_type in PARTS:
        if not isinstance(payload.get(part), kind | None):
            raise unreadable_error(f"`{part}` must be {expected_type}.")
    if not payload.get("query"):
        raise unreadable_error("There must be a `query` to run.")
    return Question(
        payload["query"], payload.get("variables"), payload.get("operationName"), payload.get("extensions")
    )


PARTS = (
    ("query", str, "a string"),
    ("variables", dict, "an object or null"),
    ("operationName", str, "a string or null"),
    ("extensions", dict, "an object or null"),
)
