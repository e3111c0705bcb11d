"""Hostile request bodies and WebSocket frames, each with the status or close code that it must get."""

from typing import Any

import orjson

JSON = {"content-type": "application/json"}


def request_body(query: object = "{hello}", **parts: object) -> bytes:
    return orjson.dumps({"query": query, **parts})


def body_with_variables(variables: str) -> bytes:
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
    "a batch": (b"[" + request_body() + b"," + request_body() + b"]", 400, JSON),
    "an empty object": (b"{}", 400, JSON),
    "cut off": (request_body()[:-3], 400, JSON),
    "followed by more": (request_body() + b"x", 400, JSON),
    "a bare word": (b"query", 400, JSON),
    "NaN": (body_with_variables('{"n": NaN}'), 400, JSON),
    "Infinity": (body_with_variables('{"n": Infinity}'), 400, JSON),
    "a float without end": (body_with_variables('{"n": 1e400}'), 400, JSON),
    "single quotes": (b"{'query': '{hello}'}", 400, JSON),
    "a trailing comma": (b'{"query": "{hello}",}', 400, JSON),
    "a byte order mark": (b"\xef\xbb\xbf" + request_body(), 400, JSON),
    "UTF-16": (request_body().decode().encode("utf-16"), 400, JSON),
    "half a character": (b'{"query": "{hello}\xc3"}', 400, JSON),
    "an overlong character": (b'{"query": "\xc0\x80"}', 400, JSON),
    "a raw surrogate": (b'{"query": "\xed\xa0\x80"}', 400, JSON),
    "a lone surrogate in the query": (b'{"query": "\\ud800"}', 400, JSON),
    "a lone surrogate in the name": (b'{"query": "{hello}", "operationName": "\\udc00"}', 400, JSON),
    "a lone surrogate in a variable": (body_with_variables('{"n": "\\ud83d"}'), 400, JSON),
    "a lone surrogate in a key": (body_with_variables('{"\\udfff": 1}'), 400, JSON),
    "surrogates the wrong way round": (body_with_variables('{"n": "\\ude00\\ud83d"}'), 400, JSON),
    "a raw NUL": (b'{"query": "{hello\x00}"}', 400, JSON),
    "NUL in the query": (b'{"query": "{hello\\u0000}"}', 400, JSON),
    "NUL in a variable": (body_with_variables('{"n": "a\\u0000b"}'), 400, JSON),
    "NUL after a backslash": (body_with_variables('{"n": "\\\\\\u0000"}'), 400, JSON),
    "NUL in a key": (body_with_variables('{"\\u0000": 1}'), 400, JSON),
    "lists 65 deep": (body_with_variables('{"n": ' + "[" * 64 + "]" * 64 + "}"), 400, JSON),
    "lists 40,000 deep": (b"[" * 40_000, 400, JSON),
    "objects 10,000 deep": (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, 400, JSON),
    "20 digits": (body_with_variables('{"n": 12345678901234567890}'), 400, JSON),
    "5,000 digits": (body_with_variables('{"n": ' + "9" * 5_000 + "}"), 400, JSON),
    "minus 5,000 digits": (body_with_variables('{"n": -' + "9" * 5_000 + "}"), 400, JSON),
    "a query that is null": (request_body(None), 400, JSON),
    "a query that is empty": (request_body(""), 400, JSON),
    "a query that is a number": (request_body(1), 400, JSON),
    "a query that is a list": (request_body(["{hello}"]), 400, JSON),
    "a query that is an object": (request_body({"a": 1}), 400, JSON),
    "a query that is false": (request_body(False), 400, JSON),
    "variables that are a list": (request_body(variables=[1]), 400, JSON),
    "variables that are a text": (request_body(variables="{}"), 400, JSON),
    "variables that are a number": (request_body(variables=0), 400, JSON),
    "variables that are false": (request_body(variables=False), 400, JSON),
    "a name that is a number": (request_body(operationName=7), 400, JSON),
    "a name that is a list": (request_body(operationName=[]), 400, JSON),
    "a name nobody has": (request_body(operationName="Nobody"), 400, JSON),
    "extensions that are a text": (request_body(extensions="x"), 400, JSON),
    "extensions that are a list": (request_body(extensions=[]), 400, JSON),
    "a subscription": (request_body("subscription { ticks }"), 400, JSON),
    "100 kB and a byte": (request_body().ljust(100_001), 413, JSON),
    "two megabytes": (request_body().ljust(2_000_000), 413, JSON),
    "no media type": (request_body(), 415, {}),
    "plain text": (request_body(), 415, {"content-type": "text/plain"}),
    "a form": (b"query={hello}", 415, {"content-type": "application/x-www-form-urlencoded"}),
    "an upload": (b"--x--", 415, {"content-type": "multipart/form-data; boundary=x"}),
    "nearly JSON": (request_body(), 415, {"content-type": "application/jsonx"}),
    "bare GraphQL": (b"{hello}", 415, {"content-type": "application/graphql"}),
    "JSON in Latin-1": (request_body(), 415, {"content-type": "application/json; charset=latin-1"}),
    "JSON hidden in a parameter": (request_body(), 415, {"content-type": "text/plain; a=application/json"}),
    "a media type of commas": (request_body(), 415, {"content-type": ";,;=;"}),
}


def subscribe_frame(payload: object = {"query": "{hello}"}, **parts: object) -> str:
    return orjson.dumps({"id": "1", "type": "subscribe", "payload": payload, **parts}).decode()


def build_frame(**message: Any) -> str:
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
    "NUL in a variable": (subscribe_frame().replace("{hello}", "\\u0000"), 4400),
    "a type that is null": (build_frame(type=None), 4400),
    "a type that is a number": (build_frame(type=1), 4400),
    "a type that is a list": (build_frame(type=[]), 4400),
    "a type that is an object": (build_frame(type={}), 4400),
    "an unknown type": (build_frame(type="hello"), 4400),
    "an endless type": (build_frame(type="é" * 5_000), 4400),
    "the old protocol": (build_frame(type="start", id="1", payload={"query": "{hello}"}), 4400),
    "what only a server says": (build_frame(type="next", id="1", payload={}), 4400),
    "an acknowledgement": (build_frame(type="connection_ack"), 4400),
    "a second init": (build_frame(type="connection_init"), 4429),
    "an init with a text": (build_frame(type="connection_init", payload="x"), 4400),
    "a ping with a list": (build_frame(type="ping", payload=[]), 4400),
    "a pong with a number": (build_frame(type="pong", payload=1), 4400),
    "subscribe without id": (build_frame(type="subscribe", payload={"query": "{hello}"}), 4400),
    "subscribe with no text as id": (subscribe_frame(id=""), 4400),
    "subscribe with id null": (subscribe_frame(id=None), 4400),
    "subscribe with a number as id": (subscribe_frame(id=1), 4400),
    "subscribe with a list as id": (subscribe_frame(id=[]), 4400),
    "subscribe with an object as id": (subscribe_frame(id={}), 4400),
    "subscribe with 257 characters as id": (subscribe_frame(id="x" * 257), 4400),
    "subscribe without payload": (build_frame(type="subscribe", id="1"), 4400),
    "subscribe with payload null": (build_frame(type="subscribe", id="1", payload=None), 4400),
    "subscribe with a text as payload": (subscribe_frame("x"), 4400),
    "subscribe with a list as payload": (subscribe_frame([]), 4400),
    "subscribe without query": (subscribe_frame({}), 4400),
    "a query that is null": (subscribe_frame({"query": None}), 4400),
    "a query that is a number": (subscribe_frame({"query": 1}), 4400),
    "a query that is empty": (subscribe_frame({"query": ""}), 4400),
    "variables that are a list": (subscribe_frame({"query": "{hello}", "variables": []}), 4400),
    "variables that are a text": (subscribe_frame({"query": "{hello}", "variables": "x"}), 4400),
    "a name that is a number": (subscribe_frame({"query": "{hello}", "operationName": 1}), 4400),
    "extensions that are a text": (subscribe_frame({"query": "{hello}", "extensions": "x"}), 4400),
    "complete without id": (build_frame(type="complete"), 4400),
    "complete with a list as id": (build_frame(type="complete", id=[]), 4400),
    "bytes": (b"\x00\xff", 4400),
    "JSON in bytes": (build_frame(type="ping").encode(), 4400),
    "64 kB and a byte": (build_frame(type="ping").ljust(65_537), 1009),
}
