"""Hostile documents, each with the limit that refuses it."""


def doubling_document(
    fragments: int, last: str = "hello", on: str = "Query", inside: str = "{ ...F0 }"
) -> str:
    """Return a document in which each fragment spreads the next one twice."""
    chain = "".join(f" fragment F{n} on {on} {{ ...F{n + 1} ...F{n + 1} }}" for n in range(fragments))
    return f"{inside}{chain} fragment F{fragments} on {on} {{ {last} }}"


def aliased_document(count: int) -> str:
    return "{" + " ".join(f"a{n}: hello" for n in range(count)) + "}"


def deep_document(levels: int) -> str:
    return "{cat" + "{friends" * (levels - 2) + "{name}" + "}" * (levels - 2) + "}"


LOOP = " ".join(
    f"fragment F{n} on Query {{ {' '.join(f'...F{m}' for m in range(12) if m != n)} hello }}"
    for n in range(12)
)
VARIABLES = ", ".join(f"$v{n}: Int" for n in range(51))
WIDE = "{cat{" + " ".join("friends{name}" for _ in range(150)) + "}}"

# name: (document, the limit it breaks, or None where it is wrong in another way)
DOCUMENTS: dict[str, tuple[str, str | None]] = {
    "18 doubled fragments": (doubling_document(18), "fields"),
    "22 doubled fragments": (doubling_document(22), "fields"),
    "40 doubled fragments": (doubling_document(40), "fields"),
    "80 doubled fragments": (doubling_document(80), "fields"),
    "doubled fragments of typename": (doubling_document(40, "__typename"), "fields"),
    "doubled fragments of nothing": (doubling_document(40, ""), "fields"),
    "doubled fragments of an unknown one": (doubling_document(40, "...Nobody"), "fields"),
    "doubled fragments of an alias": (doubling_document(6, "a: hello"), "aliases"),
    "doubled fragments of a directive": (doubling_document(6, "hello @skip(if: true)"), "directives"),
    "doubled fragments that nobody spreads": (doubling_document(40, inside="{ hello }"), "introspection"),
    "doubled fragments in the introspection": (
        doubling_document(40, "name", "__Schema", "{ __schema { ...F0 } }"),
        "introspection",
    ),
    "doubled fragments in the other operation": (
        doubling_document(40, inside="query A {hello} query B {...F0}"),
        "fields",
    ),
    "a fragment within itself": ("{ ...F } fragment F on Query { hello ...F }", None),
    "two fragments within each other": ("{...A} fragment A on Query {...B} fragment B on Query {...A}", None),
    "every fragment within every other": ("{ ...F0 } " + LOOP, None),
    "a loop that nobody spreads": ("{ hello } fragment F on Query { ...F }", None),
    "two fragments of one name": ("{...F} fragment F on Query {hello} fragment F on Query {hello}", None),
    "an unknown fragment": ("{ ...Nobody }", None),
    "16 aliases": (aliased_document(16), "aliases"),
    "900 aliases": ("{" + " ".join(f"a{n}:cat" for n in range(300)) + "}", "aliases"),
    "9 directives": ("{ hello " + "@skip(if: false) " * 9 + "}", "directives"),
    "90 unknown directives": ("{ hello " + "@x " * 90 + "}", "directives"),
    "directives on variables": ("query(" + "$a: Int @x @x @x " * 3 + ") { hello }", "directives"),
    "13 levels": (deep_document(13), "depth"),
    "13 levels through a fragment": (
        "{cat{friends{...F}}} fragment F on Animal {" + deep_document(12).removeprefix("{cat{")[:-1],
        "depth",
    ),
    "13 levels through inline fragments": (deep_document(13).replace("{friends", "{...{friends"), None),
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
        "repeats",
    ),
    "two subscriptions at once": ("subscription { ticks failing }", None),
}
