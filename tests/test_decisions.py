"""Every decision has its parts, a place in the index, and tests that exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "decisions"
INDEX = (FOLDER / "README.md").read_text(encoding="utf-8")
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
SECTIONS = ["Context", "Decision", "Consequences", "Test"]


def functions(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def named_tests(page: Path) -> list[str]:
    return re.findall(r"`(tests/[\w/]+\.py::test_\w+)`", page.read_text(encoding="utf-8"))


def exists(test: str) -> bool:
    file, name = test.split("::")
    return (ROOT / file).exists() and name in functions(ROOT / file)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_its_four_sections_with_something_in_each(page: Path) -> None:
    _, *parts = re.split(r"^## (.+)\n", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert parts[::2] == SECTIONS
    assert all(text.strip() for text in parts[1::2])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_tests_that_a_page_names_exist(page: Path) -> None:
    named = named_tests(page)
    section = page.read_text(encoding="utf-8").split("## Test\n")[1]
    assert len(named) == section.count("\n- ") > 0
    assert [test for test in named if not exists(test)] == []


def test_the_index_has_every_page_by_its_number_and_title() -> None:
    titles = {page.name: page.read_text(encoding="utf-8").splitlines()[0] for page in PAGES}
    rows = re.findall(r"^\| \[(\d+)\]\(([\w-]+\.md)\) \| (.+?) \| .+ \|$", INDEX, re.MULTILINE)
    assert {file: f"# {number}. {title}" for number, file, title in rows} == titles


def test_numbers_have_no_gaps() -> None:
    assert [int(page.name[:4]) for page in PAGES] == list(range(1, len(PAGES) + 1))
