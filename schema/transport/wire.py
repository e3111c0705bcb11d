"""JSON as it may come over the wire and as it goes out: strict, bounded, and always text."""

import re
from decimal import Decimal

import orjson

from models.refused import Code, Refused

NESTING = 64
# A string is matched whole, so that what stands inside one is not counted.
NOTABLE = re.compile(
    r'(?P<string>"(?>\\.|[^"\\])*+"?+)|(?P<opening>[\[{])|(?P<closing>[\]}])|(?P<long>\d{20})'
)
NUL_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*+\\u0000")


def decode_json(raw: bytes | str) -> object:
    """The value of a JSON text that every part behind can hold, or a Refused that says what is wrong."""
    try:
        text = raw.decode() if isinstance(raw, bytes) else raw
        check_text(text)
        value: object = orjson.loads(text)
    except UnicodeError as error:
        raise unreadable("This must be UTF-8 text.") from error
    except orjson.JSONDecodeError as error:
        raise unreadable(f"This must be JSON: {error.msg}, at line {error.lineno}.") from error
    return value


def check_text(text: str) -> None:
    if NUL_ESCAPE.search(text):
        raise unreadable("A text cannot contain the NUL character.")
    nesting = 0
    for found in NOTABLE.finditer(text):
        nesting += (found.lastgroup == "opening") - (found.lastgroup == "closing")
        if nesting > NESTING:
            raise unreadable(f"JSON cannot be nested more than {NESTING} levels deep.")
        if found.lastgroup == "long":
            raise unreadable("A number cannot have more than 19 digits.")


def encode_json(value: object) -> str:
    return orjson.dumps(value, default=encode_value).decode()


def encode_value(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON.")


def unreadable(sentence: str) -> Refused:
    return Refused(Code.BAD_INPUT, sentence)
