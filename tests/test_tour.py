"""What the tour and the how-tos tell a reader to type works, and prints what they show."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from serve import prepare
from settings import Settings
from tests.support.server import Running
from tests.support.shell import examples, paste, resembles, values

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
# The tour expires what is over, so it comes last.
PAGES = [*sorted((DOCS / "how-to").glob("*.md")), DOCS / "tour.md"]
REQUESTS = sorted([*(DOCS / "how-to" / "requests").iterdir(), *(DOCS / "tour").glob("*.graphql")])


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite://{tmp_path_factory.mktemp('tour') / 'demo.sqlite3'}"


@pytest.fixture(scope="module")
def server(database_url: str) -> Iterator[str]:
    settings = Settings(database_url=database_url, demo=True, _env_file=None)  # type: ignore[call-arg]
    asyncio.run(prepare(settings))
    with Running(database_url=database_url, demo=True) as running:
        yield f"http://{running.address}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_prints_what_it_shows_when_pasted(page: Path, server: str, database_url: str) -> None:
    shown = examples(page.read_text())
    printed = paste([example.commands for example in shown], server, database_url)
    assert any(example.answers for example in shown)
    for example, text in zip(shown, printed, strict=True):
        if example.answers:
            answers = values(text) if example.is_json else [text.strip()]
            assert len(answers) == len(example.answers), (example.commands, text)
            for answer, expected in zip(answers, example.answers, strict=True):
                assert resembles(answer, expected), (example.commands, answer)


def test_every_request_is_valid_and_sent_by_a_page() -> None:
    schema = build_schema((ROOT / "schema" / "schema.graphql").read_text())
    pages = "".join(page.read_text() for page in PAGES)
    assert len(REQUESTS) > 30
    for request in REQUESTS:
        assert validate(schema, parse(request.read_text())) == [], request.name
        assert str(request.relative_to(ROOT)) in pages or f"$REQUESTS/{request.name}" in pages, request.name
