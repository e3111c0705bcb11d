"""What a client asks: the same four parts, held to the same shape, over HTTP and WebSocket."""

from dataclasses import dataclass
from typing import Any

from schema.transport.wire import unreadable


@dataclass(frozen=True, slots=True)
class Question:
    """One operation to run."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None
    extensions: dict[str, Any] | None


def question(payload: object) -> Question:
    """The question in a decoded payload; parts this server does not know are left aside."""
    if not isinstance(payload, dict):
        raise unreadable("A request must be a JSON object.")
    for part, kind, wanted in PARTS:
        if not isinstance(payload.get(part), kind | None):
            raise unreadable(f"`{part}` must be {wanted}.")
    if not payload.get("query"):
        raise unreadable("There must be a `query` to run.")
    return Question(
        payload["query"], payload.get("variables"), payload.get("operationName"), payload.get("extensions")
    )


PARTS = (
    ("query", str, "a string"),
    ("variables", dict, "an object or null"),
    ("operationName", str, "a string or null"),
    ("extensions", dict, "an object or null"),
)
