"""The statements of the README and the documentation are true."""

import re
import tomllib
from pathlib import Path

import pytest

from settings import Settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]


def settings_table() -> str:
    page = (DOCS / "configuration.md").read_text()
    return page.split("<!-- settings:begin -->")[1].split("<!-- settings:end -->")[0]


def test_every_setting_and_its_default_is_in_the_table() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", settings_table(), re.MULTILINE))
    words = {None: "none", True: "on", False: "off", (): "none"}
    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    known = {
        name: words[value] if isinstance(value, bool | tuple | None) else str(value)
        for name, value in defaults.items()
    }
    assert {name: default.strip("`") for name, default in rows.items()} == known


def test_the_example_environment_names_the_same_settings() -> None:
    named = set(re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["dev"], *extras["build"]]
    table = (DOCS / "dependencies.md").read_text()
    names = [re.split(r"[\[><=;]", line)[0] for line in wanted]
    assert [name for name in names if name not in table] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_path_that_is_named_exists(page: Path) -> None:
    paths = re.findall(r"`([a-z_/]+/[\w./]*\.py)`", page.read_text())
    paths += re.findall(r"-> ([a-z_/]+\.py)", page.read_text())
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_page_is_linked_from_the_readme_or_from_a_page() -> None:
    links = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text())
    }
    assert [page for page in DOCS.rglob("*.md") if page.resolve() not in links] == []


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 110
