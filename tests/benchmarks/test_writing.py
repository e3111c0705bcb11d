"""The benchmark of writing runs on an empty database: both contenders write, and it prints their ratio."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import POSTGRES
from tests.support.postgres_connection import PostgresConnection

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bench_url(postgres_template: str) -> Iterator[str]:
    """Return the URL of a database that the benchmark creates, in the tests' server."""
    name = f"{postgres_template}_bench"
    yield f"{POSTGRES.rsplit('/', 1)[0]}/{name}"
    with closing(PostgresConnection(POSTGRES)) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def test_a_small_run_prints_a_ratio_for_each_mutation(bench_url: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.writing", "--requests", "6", "--rounds", "1", "--builders", "2"],
        cwd=tmp_path,  # where no `.env` file is
        env={**os.environ, "PYTHONPATH": str(ROOT), "BENCH_DATABASE_URL": bench_url},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    ratios = re.findall(r"^  Proffer / by hand: \d+\.\d\d$", run.stdout, re.MULTILINE)
    assert len(ratios) == 2, run.stdout
