"""The SQL statements that are sent while a block runs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class StatementLog(logging.Handler):
    """Every statement that Tortoise sends, from its own log."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.statements: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.statements.append(record.getMessage())


@contextmanager
def record_statements() -> Iterator[list[str]]:
    log, handler = logging.getLogger("tortoise.db_client"), StatementLog()
    before = log.level
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    log.propagate = False  # nobody else need write them down
    yield handler.statements
    log.propagate = True
    log.setLevel(before)
    log.removeHandler(handler)
