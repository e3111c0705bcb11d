"""The lock files pin by hash what pyproject.toml requires, from the public index only."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
EXTRAS = PROJECT["project"]["optional-dependencies"]
RUNTIME = [*PROJECT["project"]["dependencies"], *EXTRAS["build"]]
LOCKS = {"requirements.lock": RUNTIME, "requirements-dev.lock": [*RUNTIME, *EXTRAS["dev"]]}


def packages(name: str) -> list[tuple[Requirement, int]]:
    """Every package of this file, and how many hashes it has."""
    lines = (
        re.sub(r"^ *#.*\n", "", (ROOT / name).read_text(), flags=re.MULTILINE)
        .replace("\\\n", "")
        .splitlines()
    )
    return [(Requirement(line.split("--hash")[0].strip()), line.count("--hash=sha256:")) for line in lines]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_satisfies_what_the_project_asks_for(name: str) -> None:
    versions: dict[str, list[str]] = {}
    for package, _ in packages(name):
        versions.setdefault(package.name, []).append(str(package.specifier).removeprefix("=="))
    for requirement in map(Requirement, LOCKS[name]):
        assert versions.get(requirement.name), f"run `make lock`: {requirement.name} is missing"
        assert [v for v in versions[requirement.name] if v not in requirement.specifier] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_by_hash_and_no_index_is_named(name: str) -> None:
    pins = packages(name)
    assert [str(package) for package, hashes in pins if not hashes or package.url] == []
    assert [
        str(package) for package, _ in pins if not re.fullmatch(r"==[\w.]+", str(package.specifier))
    ] == []
    assert "index-url" not in (ROOT / name).read_text()


def test_both_locks_hold_the_same_versions() -> None:
    runtime, development = ({str(package) for package, _ in packages(name)} for name in LOCKS)
    assert runtime <= development


def test_what_builds_the_package_is_locked() -> None:
    assert EXTRAS["build"] == PROJECT["build-system"]["requires"]
