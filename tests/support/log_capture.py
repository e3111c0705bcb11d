"""The log, captured line by line as it is written."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from logs import set_up_logs


class CapturedLog(io.StringIO):
    """The captured log, in the server's own format."""

    def lines(self) -> list[str]:
        return self.getvalue().splitlines()

    def events(self, name: str) -> list[dict[str, Any]]:
        """Return the lines of one event; the log must be JSON."""
        events = [json.loads(line) for line in self.lines()]
        return [line for line in events if line["event"] == name]


def quiet_logs() -> None:
    """Log warnings only, as between the tests that read the log."""
    set_up_logs(level="warning")


@contextmanager
def capture_log(level: int = logging.DEBUG) -> Iterator[CapturedLog]:
    """Capture everything that any logger writes until the block ends."""
    root = logging.getLogger()
    (formatter,) = {
        handler.formatter
        for handler in root.handlers
        if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter)
    }
    log, before = CapturedLog(), root.level
    listener = logging.StreamHandler(log)
    listener.setFormatter(formatter)
    root.addHandler(listener)
    root.setLevel(level)
    yield log
    root.setLevel(before)
    root.removeHandler(listener)
