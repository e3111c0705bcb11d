"""Fixtures for tests of wrong input: no file of tests writes a row, and no test logs a traceback."""

import logging
from collections.abc import Iterator

import pytest

from tests.support.actors import Cast, Users
from tests.support.database_dump import assert_unchanged


@pytest.fixture(scope="module")
def stage(users: Users) -> Cast:
    """The cast that all tests of a file share."""
    return Cast(users)


@pytest.fixture(scope="module")
def nothing_is_written(stage: Cast) -> Iterator[None]:
    """Check that the tests of a file, which are all refused, write nothing."""
    with assert_unchanged(stage.server):
        yield


@pytest.fixture
def no_traceback(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Check that wrong input of a client logs no error."""
    with caplog.at_level(logging.INFO):
        yield
    records = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    loud = [r for r in records if r.exc_info or r.levelno >= logging.ERROR or "Traceback" in r.getMessage()]
    assert records
    assert loud == []
