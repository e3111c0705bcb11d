"""The benchmark runs on an empty database and prints its ratio; the tests do not measure speed."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def benchmark(database: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.agent_page", "--quick", "--seconds", "0.1"],
        cwd=database.parent,  # where no `.env` file is
        env={**os.environ, "PYTHONPATH": str(ROOT), "BENCH_DATABASE_URL": f"sqlite://{database}"},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )


def test_a_quick_run_seeds_a_database_and_prints_the_ratio(tmp_path: Path) -> None:
    run = benchmark(tmp_path / "quick_bench.sqlite3")
    assert run.returncode == 0, run.stderr
    assert "offers: 2,000 of 2,000" in run.stdout
    assert re.search(r"^  Proffer / the limit: \d+\.\d\d$", run.stdout, re.MULTILINE), run.stdout


def test_a_database_that_is_not_for_benchmarks_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "precious.sqlite3"
    run = benchmark(precious)
    assert run.returncode == 1
    assert "must name a database that ends in _bench" in run.stderr
    assert not precious.exists()
