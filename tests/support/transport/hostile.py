"""What nobody sends by accident: bodies and frames, each with the answer it must get."""

from typing import Any

import orjson

JSON = {"content-type": "application/json"}


def asked(query: object = "{hello}", **parts: object) -> bytes:
    return orjson.dumps({"query": query, **parts})


def with_raw(variables: str) -> bytes:
    return b'{"query": "{hello}", "variables": ' + variables.encode() + b"}"


# name: (body, status, headers)
BODIES: dict[str, tuple[bytes, int, dict[str, str]]] = {
    "nothing": (b"", 400, JSON),
    "blank": (b"   ", 400, JSON),
    "null": (b"null", 400, JSON),
    "a number": (b"1", 400, JSON),
    "a text": (b'"x"', 400, JSON),
    "a truth": (b"true", 400, JSON),
    "an empty list": (b"[]", 400, JSON),
    "a batch": (b"[" + asked() + b"," + asked() + b"]", 400, JSON),
    "an empty object": (b"{}", 400, JSON),
    "cut off": (asked()[:-3], 400, JSON),
    "followed by more": (asked() + b"x", 400, JSON),
    "a bare word": (b"query", 400, JSON),
    "NaN": (with_raw('{"n": NaN}'), 400, JSON),
    "Infinity": (with_raw('{"n": Infinity}'), 400, JSON),
    "a float without end": (with_raw('{"n": 1e400}'), 400, JSON),
    "single quotes": (b"{'query': '{hello}'}", 400, JSON),
    "a trailing comma": (b'{"query": "{hello}",}', 400, JSON),
    "a byte order mark": (b"\xef\xbb\xbf" + asked(), 400, JSON),
    "UTF-16": (asked().decode().encode("utf-16"), 400, JSON),
    "half a character": (b'{"query": "{hello}\xc3"}', 400, JSON),
    "an overlong character": (b'{"query": "\xc0\x80"}', 400, JSON),
    "a raw surrogate": (b'{"query": "\xed\xa0\x80"}', 400, JSON),
    "a lone surrogate in the query": (b'{"query": "\\ud800"}', 400, JSON),
    "a lone surrogate in the name": (b'{"query": "{hello}", "operationName": "\\udc00"}', 400, JSON),
    "a lone surrogate in a variable": (with_raw('{"n": "\\ud83d"}'), 400, JSON),
    "a lone surrogate in a key": (with_raw('{"\\udfff": 1}'), 400, JSON),
    "surrogates the wrong way round": (with_raw('{"n": "\\ude00\\ud83d"}'), 400, JSON),
    "a raw NUL": (b'{"query": "{hello\x00}"}', 400, JSON),
    "NUL in the query": (b'{"query": "{hello\\u0000}"}', 400, JSON),
    "NUL in a variable": (with_raw('{"n": "a\\u0000b"}'), 400, JSON),
    "NUL after a backslash": (with_raw('{"n": "\\\\\\u0000"}'), 400, JSON),
    "NUL in a key": (with_raw('{"\\u0000": 1}'), 400, JSON),
    "lists 65 deep": (with_raw('{"n": ' + "[" * 64 + "]" * 64 + "}"), 400, JSON),
    "lists 40,000 deep": (b"[" * 40_000, 400, JSON),
    "objects 10,000 deep": (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, 400, JSON),
    "20 digits": (with_raw('{"n": 12345678901234567890}'), 400, JSON),
    "5,000 digits": (with_raw('{"n": ' + "9" * 5_000 + "}"), 400, JSON),
    "minus 5,000 digits": (with_raw('{"n": -' + "9" * 5_000 + "}"), 400, JSON),
    "a query that is null": (asked(None), 400, JSON),
    "a query that is empty": (asked(""), 400, JSON),
    "a query that is a number": (asked(1), 400, JSON),
    "a query that is a list": (asked(["{hello}"]), 400, JSON),
    "a query that is an object": (asked({"a": 1}), 400, JSON),
    "a query that is false": (asked(False), 400, JSON),
    "variables that are a list": (asked(variables=[1]), 400, JSON),
    "variables that are a text": (asked(variables="{}"), 400, JSON),
    "variables that are a number": (asked(variables=0), 400, JSON),
    "variables that are false": (asked(variables=False), 400, JSON),
    "a name that is a number": (asked(operationName=7), 400, JSON),
    "a name that is a list": (asked(operationName=[]), 400, JSON),
    "a name nobody has": (asked(operationName="Nobody"), 400, JSON),
    "extensions that are a text": (asked(extensions="x"), 400, JSON),
    "extensions that are a list": (asked(extensions=[]), 400, JSON),
    "a subscription": (asked("subscription { ticks }"), 400, JSON),
    "100 kB and a byte": (asked().ljust(100_001), 413, JSON),
    "two megabytes": (asked().ljust(2_000_000), 413, JSON),
    "no media type": (asked(), 415, {}),
    "plain text": (asked(), 415, {"content-type": "text/plain"}),
    "a form": (b"query={hello}", 415, {"content-type": "application/x-www-form-urlencoded"}),
    "an upload": (b"--x--", 415, {"content-type": "multipart/form-data; boundary=x"}),
    "nearly JSON": (asked(), 415, {"content-type": "application/jsonx"}),
    "bare GraphQL": (b"{hello}", 415, {"content-type": "application/graphql"}),
    "JSON in Latin-1": (asked(), 415, {"content-type": "application/json; charset=latin-1"}),
    "JSON hidden in a parameter": (asked(), 415, {"content-type": "text/plain; a=application/json"}),
    "a media type of commas": (asked(), 415, {"content-type": ";,;=;"}),
}


def subscribe(payload: object = {"query": "{hello}"}, **parts: object) -> str:
    return orjson.dumps({"id": "1", "type": "subscribe", "payload": payload, **parts}).decode()


def says(**message: Any) -> str:
    return orjson.dumps(message).decode()


# name: (frame sent after the acknowledgement, close code)
FRAMES: dict[str, tuple[str | bytes, int]] = {
    "nothing": ("", 4400),
    "not JSON": ("hello", 4400),
    "half an object": ('{"type":', 4400),
    "null": ("null", 4400),
    "a number": ("1", 4400),
    "a text": ('"x"', 4400),
    "a list": ("[]", 4400),
    "a list of messages": ('[{"type": "ping"}]', 4400),
    "an empty object": ("{}", 4400),
    "NaN": ('{"type": "ping", "payload": {"n": NaN}}', 4400),
    "5,000 digits": ('{"type": "ping", "payload": {"n": ' + "9" * 5_000 + "}}", 4400),
    "lists 30,000 deep": ("[" * 30_000, 4400),
    "objects 65 deep": ('{"a":' * 65 + "1" + "}" * 65, 4400),
    "a lone surrogate": ('{"type": "\\ud800"}', 4400),
    "a lone surrogate as id": ('{"type": "complete", "id": "\\ud800"}', 4400),
    "NUL in a variable": (subscribe().replace("{hello}", "\\u0000"), 4400),
    "a type that is null": (says(type=None), 4400),
    "a type that is a number": (says(type=1), 4400),
    "a type that is a list": (says(type=[]), 4400),
    "a type that is an object": (says(type={}), 4400),
    "an unknown type": (says(type="hello"), 4400),
    "an endless type": (says(type="é" * 5_000), 4400),
    "the old protocol": (says(type="start", id="1", payload={"query": "{hello}"}), 4400),
    "what only a server says": (says(type="next", id="1", payload={}), 4400),
    "an acknowledgement": (says(type="connection_ack"), 4400),
    "a second init": (says(type="connection_init"), 4429),
    "an init with a text": (says(type="connection_init", payload="x"), 4400),
    "a ping with a list": (says(type="ping", payload=[]), 4400),
    "a pong with a number": (says(type="pong", payload=1), 4400),
    "subscribe without id": (says(type="subscribe", payload={"query": "{hello}"}), 4400),
    "subscribe with no text as id": (subscribe(id=""), 4400),
    "subscribe with id null": (subscribe(id=None), 4400),
    "subscribe with a number as id": (subscribe(id=1), 4400),
    "subscribe with a list as id": (subscribe(id=[]), 4400),
    "subscribe with an object as id": (subscribe(id={}), 4400),
    "subscribe with 257 characters as id": (subscribe(id="x" * 257), 4400),
    "subscribe without payload": (says(type="subscribe", id="1"), 4400),
    "subscribe with payload null": (says(type="subscribe", id="1", payload=None), 4400),
    "subscribe with a text as payload": (subscribe("x"), 4400),
    "subscribe with a list as payload": (subscribe([]), 4400),
    "subscribe without query": (subscribe({}), 4400),
    "a query that is null": (subscribe({"query": None}), 4400),
    "a query that is a number": (subscribe({"query": 1}), 4400),
    "a query that is empty": (subscribe({"query": ""}), 4400),
    "variables that are a list": (subscribe({"query": "{hello}", "variables": []}), 4400),
    "variables that are a text": (subscribe({"query": "{hello}", "variables": "x"}), 4400),
    "a name that is a number": (subscribe({"query": "{hello}", "operationName": 1}), 4400),
    "extensions that are a text": (subscribe({"query": "{hello}", "extensions": "x"}), 4400),
    "complete without id": (says(type="complete"), 4400),
    "complete with a list as id": (says(type="complete", id=[]), 4400),
    "bytes": (b"\x00\xff", 4400),
    "JSON in bytes": (says(type="ping").encode(), 4400),
    "64 kB and a byte": (says(type="ping").ljust(65_537), 1009),
}
