"""The ready-made operations of one file, run as they stand."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from graphql import parse, print_ast, separate_operations

from pages.explorer import OPERATIONS
from pages.operations import read_operation
from tests.support.server import Client, EventStream


class Played:
    """`tried` are the names of those that were run."""

    def __init__(self, stem: str) -> None:
        whole = parse(read_operation(OPERATIONS / f"{stem}.graphql")["query"])
        self.each = {name: print_ast(alone) for name, alone in separate_operations(whole).items()}
        self.tried: set[str] = set()

    def __call__(self, client: Client, name: str, **variables: Any) -> Any:
        """What it answers, which must be no refusal: the value of its only field, or all of them."""
        self.tried.add(name)
        answer = client.ask(self.each[name], **variables)
        assert "errors" not in answer, answer
        values = list(answer["data"].values())
        assert [value for value in values if value is None or is_refusal(value)] == []
        return values[0] if len(values) == 1 else answer["data"]

    @contextmanager
    def heard(self, client: Client, name: str, **variables: Any) -> Iterator[EventStream]:
        """What a subscription says, as long as the block lasts."""
        self.tried.add(name)
        with client.subscribe(self.each[name], **variables) as heard:
            yield heard

    def untried(self) -> set[str]:
        return set(self.each) - self.tried


def is_refusal(value: Any) -> bool:
    return isinstance(value, dict) and {"code", "message"} <= value.keys()
