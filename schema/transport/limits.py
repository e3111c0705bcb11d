"""The limits on the size of documents, checked in linear time before validation."""

import re
from dataclasses import dataclass, fields

from graphql import DocumentNode, OperationDefinitionNode

from models.refused import Code, Refused
from schema.transport.weight import Weight, weigh_fragments, weigh_operation

# Possessive groups keep an unfinished string linear: it is matched to its end, without backtracking.
TOKEN = re.compile(
    r"""
      (?P<string>"{3}(?>\\"{3}|(?!"{3}).)*+(?:"{3})?+ | "(?>\\.|[^"\\\n\r])*+"?+)
    | (?P<comment>\#[^\n\r]*+)
    | (?P<opening>[{\[(])
    | (?P<closing>[}\])])
    | (?P<number>-?\d[\w.+-]*+)
    | (?P<other>\.\.\.|\w++|[^\s,\ufeff])
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
LONG_NUMBER = re.compile(r"\d{20}")
NUL_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*+\\u(?:0000|\{0+\})")

# What an operation may ask for, unless a setting says otherwise.
MOST_OBJECTS = 5_000
NOUNS = {
    "nesting": "nested brackets",
    "depth": "levels of fields",
    "roots": "fields at the top",
    "introspection": "introspection fields",
}


@dataclass(frozen=True, slots=True)
class Limits(Weight):
    """The limits of a document: the greatest weight that is allowed, and the limits of its text."""

    characters: int = 15_000
    tokens: int = 1_000
    nesting: int = 40
    depth: int = 12
    aliases: int = 15
    directives: int = 8
    fields: int = 300
    roots: int = 10
    introspection: int = 500
    variables: int = 50
    objects: int = MOST_OBJECTS
    items: int = 1_000


def check_text(query: str, limits: Limits) -> None:
    """Refuse a text that is too long, nested too deeply or not storable, without parsing it."""
    check("characters", len(query), limits)
    if "\0" in query:
        raise Refused(Code.BAD_INPUT, "A text cannot contain the NUL character.")
    tokens = nesting = deepest = 0
    for token in TOKEN.finditer(query):
        kind = token.lastgroup
        tokens += kind != "comment"
        nesting += (kind == "opening") - (kind == "closing")
        deepest = max(deepest, nesting)
        check_literal(kind, token[0])
    check("tokens", tokens, limits)
    check("nesting", deepest, limits)


def check_literal(kind: str | None, literal: str) -> None:
    if kind == "string" and not literal.startswith('"""') and NUL_ESCAPE.search(literal):
        raise Refused(Code.BAD_INPUT, "A text cannot contain the NUL character.")
    if kind == "number" and LONG_NUMBER.search(literal):
        raise Refused(Code.BAD_INPUT, "A number cannot have more than 19 digits.")


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Refuse a document if any of its operations exceeds a limit, because all of them are validated."""
    fragments = weigh_fragments(document)
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            check("variables", len(operation.variable_definitions or ()), limits)
            check_weight(weigh_operation(operation, fragments), limits)
    for weight in fragments.values():
        check_unspread(weight, limits)


def check_unspread(weight: Weight, limits: Limits) -> None:
    """Check a fragment by itself, because unused ones are validated, too; its depth is unknown."""
    check("aliases", weight.aliases, limits)
    check("directives", weight.directives, limits)
    check("introspection", weight.fields, limits)


def check_weight(weight: Weight, limits: Limits) -> None:
    for count in fields(Weight):
        check(count.name, getattr(weight, count.name), limits)


def check(limit: str, count: int, limits: Limits) -> None:
    most: int = getattr(limits, limit)
    if count > most:
        sentence = f"This document has {count} {NOUNS.get(limit, limit)}; it cannot have more than {most}."
        raise Refused(Code.BAD_INPUT, sentence, limit=limit, allowed=most)
