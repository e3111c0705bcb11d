"""What nobody sends by accident: bodies, frames and documents, each with the answer it must get."""

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


def doubled(fragments: int, last: str = "hello", on: str = "Query", inside: str = "{ ...F0 }") -> str:
    """Each fragment spreads the next one twice."""
    chain = "".join(f" fragment F{n} on {on} {{ ...F{n + 1} ...F{n + 1} }}" for n in range(fragments))
    return f"{inside}{chain} fragment F{fragments} on {on} {{ {last} }}"


def aliased(count: int) -> str:
    return "{" + " ".join(f"a{n}: hello" for n in range(count)) + "}"


def deep(levels: int) -> str:
    return "{cat" + "{friends" * (levels - 2) + "{name}" + "}" * (levels - 2) + "}"


LOOP = " ".join(
    f"fragment F{n} on Query {{ {' '.join(f'...F{m}' for m in range(12) if m != n)} hello }}"
    for n in range(12)
)
VARIABLES = ", ".join(f"$v{n}: Int" for n in range(51))
WIDE = "{cat{" + " ".join("friends{name}" for _ in range(150)) + "}}"

# name: (document, the limit it breaks, or None where it is wrong in another way)
DOCUMENTS: dict[str, tuple[str, str | None]] = {
    "18 doubled fragments": (doubled(18), "fields"),
    "22 doubled fragments": (doubled(22), "fields"),
    "40 doubled fragments": (doubled(40), "fields"),
    "80 doubled fragments": (doubled(80), "fields"),
    "doubled fragments of typename": (doubled(40, "__typename"), "fields"),
    "doubled fragments of nothing": (doubled(40, ""), "fields"),
    "doubled fragments of an unknown one": (doubled(40, "...Nobody"), "fields"),
    "doubled fragments of an alias": (doubled(6, "a: hello"), "aliases"),
    "doubled fragments of a directive": (doubled(6, "hello @skip(if: true)"), "directives"),
    "doubled fragments that nobody spreads": (doubled(40, inside="{ hello }"), "introspection"),
    "doubled fragments in the introspection": (
        doubled(40, "name", "__Schema", "{ __schema { ...F0 } }"),
        "introspection",
    ),
    "doubled fragments in the other operation": (
        doubled(40, inside="query A {hello} query B {...F0}"),
        "fields",
    ),
    "a fragment within itself": ("{ ...F } fragment F on Query { hello ...F }", None),
    "two fragments within each other": ("{...A} fragment A on Query {...B} fragment B on Query {...A}", None),
    "every fragment within every other": ("{ ...F0 } " + LOOP, None),
    "a loop that nobody spreads": ("{ hello } fragment F on Query { ...F }", None),
    "two fragments of one name": ("{...F} fragment F on Query {hello} fragment F on Query {hello}", None),
    "an unknown fragment": ("{ ...Nobody }", None),
    "16 aliases": (aliased(16), "aliases"),
    "900 aliases": ("{" + " ".join(f"a{n}:cat" for n in range(300)) + "}", "aliases"),
    "9 directives": ("{ hello " + "@skip(if: false) " * 9 + "}", "directives"),
    "90 unknown directives": ("{ hello " + "@x " * 90 + "}", "directives"),
    "directives on variables": ("query(" + "$a: Int @x @x @x " * 3 + ") { hello }", "directives"),
    "13 levels": (deep(13), "depth"),
    "13 levels through a fragment": (
        "{cat{friends{...F}}} fragment F on Animal {" + deep(12).removeprefix("{cat{")[:-1],
        "depth",
    ),
    "13 levels through inline fragments": (deep(13).replace("{friends", "{...{friends"), None),
    "41 brackets": ("{" * 41, "nesting"),
    "7,000 brackets": ("{a" * 450, "nesting"),
    "41 lists": ("{hello(name: " + "[" * 39 + "]" * 39 + ")}", "nesting"),
    "41 objects": ("{hello(name: " + "{a:" * 39 + "1" + "}" * 39 + ")}", "nesting"),
    "a list type 41 deep": ("query($a: " + "[" * 40 + "Int" + "]" * 40 + ") {hello}", "nesting"),
    "301 fields": (WIDE, "fields"),
    "11 fields at the top": ("{" + "hello " * 11 + "}", "roots"),
    "11 fields at the top of a mutation": ("mutation {" + 'rename(name: "x") ' * 11 + "}", "roots"),
    "51 variables": (f"query({VARIABLES}) {{ hello }}", "variables"),
    "1,001 tokens": ("{hello(name: [" + "1 " * 994 + "])}", "tokens"),
    "14,000 tokens": ("!" * 14_000, "tokens"),
    "15,001 characters": ("{hello}".ljust(15_001), "characters"),
    "40 kB of comment": ("{hello} #" + "x" * 40_000, "characters"),
    "quotes without end": ('"' * 14_000, "tokens"),
    "block quotes without end": ('"""\\' * 3_500, None),
    "7,000 comments": ("#\n" * 7_000, None),
    "an introspection in circles": (
        "{__schema{types" + "{fields{type" * 5 + "{name}" + "}}" * 5 + "}}",
        None,
    ),
    "20 digits": ("{double(number: 12345678901234567890)}", None),
    "5,000 digits": ("{double(number: " + "9" * 5_000 + ")}", None),
    "a float of 5,000 digits": ("{double(number: 0." + "9" * 5_000 + ")}", None),
    "a float without end": ("{double(number: 1e999999)}", None),
    "NUL in a text": ('{hello(name: "a\\u0000")}', None),
    "NUL in braces": ('{hello(name: "\\u{000}")}', None),
    "a lone surrogate in a text": ('{hello(name: "\\ud800")}', None),
    "a code point beyond the last": ('{hello(name: "\\u{110000}")}', None),
    "a type definition": ("type Query { hello: String }", None),
    "a query and a type definition": ("{hello} type Dog { name: String }", None),
    "only a fragment": ("fragment F on Query { hello }", None),
    "only a comment": ("# hello", None),
    "an unknown field": ("{ nobody }", None),
    "an argument of the wrong type": ('{ double(number: "x") }', None),
    "a variable nobody declared": ("{ double(number: $n) }", None),
    "a variable nobody sent": ("query($n: Int!) { double(number: $n) }", None),
    "fields that differ": ("{ a: hello a: double(number: 1) }", None),
    "300 fields that differ": (
        "{cat{" + " ".join(f"friends(first: {n}){{name}}" for n in range(100)) + "}}",
        None,
    ),
    "two subscriptions at once": ("subscription { ticks failing }", None),
}
