"""The log as it is written, line by line."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from logs import set_up_logs


class Written(io.StringIO):
    """What the log says while somebody listens, in the server's own format."""

    def lines(self) -> list[str]:
        return self.getvalue().splitlines()

    def events(self, name: str) -> list[dict[str, Any]]:
        """The lines of one event; the log must be JSON."""
        said = [json.loads(line) for line in self.lines()]
        return [line for line in said if line["event"] == name]


def quiet() -> None:
    """The log as it is between the tests that read it: without a line for each operation."""
    set_up_logs(level="warning")


@contextmanager
def log_written(level: int = logging.DEBUG) -> Iterator[Written]:
    """Everything that any logger says until the block ends."""
    root = logging.getLogger()
    (formatter,) = {
        handler.formatter
        for handler in root.handlers
        if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter)
    }
    written, before = Written(), root.level
    listener = logging.StreamHandler(written)
    listener.setFormatter(formatter)
    root.addHandler(listener)
    root.setLevel(level)
    yield written
    root.setLevel(before)
    root.removeHandler(listener)
