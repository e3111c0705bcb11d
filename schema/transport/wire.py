"""JSON decoding and encoding: strict, bounded, and always text."""

import re
from decimal import Decimal

import orjson

from models.refused import Code, Refused

NESTING = 64
# A string is matched whole, so that its content is not counted.
NOTABLE = re.compile(
    r'(?P<string>"(?>\\.|[^"\\])*+"?+)|(?P<opening>[\[{])|(?P<closing>[\]}])|(?P<long>\d{20})'
)
NUL_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*+\\u0000")


def decode_json(raw: bytes | str) -> object:
    """Decode a JSON text; refuse values that the rest of the server cannot hold."""
    try:
        text = raw.decode() if isinstance(raw, bytes) else raw
        check_text(text)
        value: object = orjson.loads(text)
    except UnicodeError as error:
        raise unreadable_error("This must be UTF-8 text.") from error
    except orjson.JSONDecodeError as error:
        raise unreadable_error(f"This must be JSON: {error.msg}, at line {error.lineno}.") from error
    return value


def check_text(text: str) -> None:
    if NUL_ESCAPE.search(text):
        raise unreadable_error("A text cannot contain the NUL character.")
    nesting = 0
    for token in NOTABLE.finditer(text):
        nesting += (token.lastgroup == "opening") - (token.lastgroup == "closing")
        if nesting > NESTING:
            raise unreadable_error(f"JSON cannot be nested more than {NESTING} levels deep.")
        if token.lastgroup == "long":
            raise unreadable_error("A number cannot have more than 19 digits.")


def encode_json(value: object) -> bytes:
    return orjson.dumps(value, default=encode_value)


def encode_value(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON.")


def unreadable_error(sentence: str) -> Refused:
    return Refused(Code.BAD_INPUT, sentence)
