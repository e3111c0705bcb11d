"""The ready-made operations of one file, run unchanged."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from graphql import parse, print_ast, separate_operations

from pages.explorer import OPERATIONS
from pages.operations import read_operation
from tests.support.server import Client, EventStream


class OperationFile:
    """The operations of a file, by name; `names_run` are those that were run."""

    def __init__(self, stem: str) -> None:
        whole = parse(read_operation(OPERATIONS / f"{stem}.graphql")["query"])
        self.operations = {name: print_ast(alone) for name, alone in separate_operations(whole).items()}
        self.names_run: set[str] = set()

    def __call__(self, client: Client, name: str, **variables: Any) -> Any:
        """Run an operation, which must not be refused; return the value of its only field, or all values."""
        self.names_run.add(name)
        answer = client.ask(self.operations[name], **variables)
        assert "errors" not in answer, answer
        values = list(answer["data"].values())
        assert [value for value in values if value is None or is_refusal(value)] == []
        return values[0] if len(values) == 1 else answer["data"]

    @contextmanager
    def subscribe(self, client: Client, name: str, **variables: Any) -> Iterator[EventStream]:
        """Subscribe while the block lasts."""
        self.names_run.add(name)
        with client.subscribe(self.operations[name], **variables) as stream:
            yield stream

    def list_names_left(self) -> set[str]:
        return set(self.operations) - self.names_run


def is_refusal(value: Any) -> bool:
    return isinstance(value, dict) and {"code", "message"} <= value.keys()
