"""The checks of the messages that a client sends over a WebSocket."""

from models.refused import Code, Refused
from schema.transport.question import parse_question

LONGEST_ID = 256
WITH_ID = {"subscribe", "complete"}
KNOWN = {"connection_init", "ping", "pong", *WITH_ID}


def check_message(message: object) -> None:
    """Refuse a message that is not a complete one of the protocol's five."""
    if not isinstance(message, dict):
        raise Refused(Code.BAD_INPUT, "A message must be a JSON object.")
    if not isinstance(message.get("type"), str) or message["type"] not in KNOWN:
        raise Refused(Code.BAD_INPUT, "The message must have a known type.")
    if message["type"] in WITH_ID:
        check_id(message.get("id"))
    if message["type"] == "subscribe":
        parse_question(message.get("payload"))
    elif message["type"] != "complete":
        check_payload(message)


def check_id(name: object) -> None:
    if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_ID:
        raise Refused(Code.BAD_INPUT, f"`id` must be a text of 1 to {LONGEST_ID} characters.")


def check_payload(message: dict[str, object]) -> None:
    if message.get("payload") is None:
        # The protocol allows null, with the meaning of absent.
        message.pop("payload", None)
    elif not isinstance(message["payload"], dict):
        raise Refused(Code.BAD_INPUT, "`payload` must be an object.")
