"""The parts of the pages that the server draws: templates, times, numbers and other people's words."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from models.offers.register import KINDS
from pages.form import Malformed
from pages.inquiry import NOT_NOW, refusal_of
from pages.plain import OFFER, answer_in
from pages.templates import FOLDER, templates
from pages.times import Reader, english
from pages.wording import clock_of, escape_marks, has_namesake, number, pieces, share, split_link, strip_marks

STARTS, ENDS = "2099-01-31T18:30:00+00:00", "2099-01-31T19:15:00+00:00"


def test_every_kind_is_drawn() -> None:
    elsewhere = {name for name, kind in KINDS.items() if kind.path != OFFER}
    for form in ("html", "graphql"):
        assert {file.stem for file in (FOLDER / "terms").glob(f"*.{form}")} | elsewhere == set(KINDS)


def test_the_script_knows_the_pages_that_kinds_have_of_their_own() -> None:
    script = (FOLDER.parent / "offer" / "offer.js").read_text(encoding="utf-8")
    paths = {name: kind.path for name, kind in KINDS.items() if kind.path != OFFER}
    (pages,) = re.findall(r"const PAGES = \{ (.*) \};", script)
    assert pages == ", ".join(f'{name}: "{path}"' for name, path in paths.items())


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.html")), ids=lambda file: file.name)
def test_no_template_trusts_a_text_runs_a_script_or_names_another_origin(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert [word for word in ("safe", "autoescape", "<script", "style=", "://") if word in text] == []


def test_what_people_wrote_is_text_wherever_it_stands() -> None:
    drawn = templates.from_string("{% from 'words.html' import isolate %}{{ isolate(text) }}{{ text }}")
    wrote = "&lt;b&gt;&#34;x&#34;"
    assert drawn.render(text='<b>"x"') == f"<bdi>{wrote}</bdi>{wrote}"


@pytest.mark.parametrize(
    ("languages", "locale"),
    [
        ("", "en_GB"),
        ("fr-FR,fr;q=0.9", "en_GB"),
        ("fr-FR,en-US;q=0.8,en-IN;q=0.5", "en_US"),
        ("EN-in", "en_IN"),
        ("en", "en"),
        ("en-XX,en-AU", "en_AU"),
        ("den-US,x-en-US", "en_GB"),
        ("en-" + "US" * 5000, "en_GB"),
    ],
)
def test_of_the_languages_of_a_reader_the_first_english_one_counts(languages: str, locale: str) -> None:
    assert str(english(languages)) == locale


def test_times_are_in_utc_and_those_of_a_shop_in_its_zone() -> None:
    british, american = Reader("en-GB"), Reader("en-US")
    assert british.moment(STARTS) == "31 January 2099 at 18:30 UTC"
    assert american.moment(STARTS) == "January 31, 2099 at 6:30\u202fPM UTC"
    assert american.day(STARTS, "Asia/Kolkata") == "Sunday, February 1, 2099"
    assert british.hours(STARTS, ENDS, "Asia/Kolkata") == "00:00\u201300:45"
    assert "AM" in american.hours(STARTS, ENDS, "Asia/Kolkata")


def test_numbers_are_written_in_the_convention_of_the_amounts() -> None:
    assert [number(Decimal("999999.125")), number(18), number(Decimal("2.50"))] == [
        "999,999.125",
        "18",
        "2.5",
    ]
    assert [share(Decimal("33.3")), share(100)] == ["33.30%", "100.00%"]


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/New_York", "New York time"),
        ("America/Argentina/Ushuaia", "Ushuaia time"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_called_by_its_place(zone: str, words: str) -> None:
    assert clock_of(zone) == words


def test_no_name_changes_the_direction_of_text_after_it() -> None:
    assert strip_marks("Mal\u2069\u202e") == "Mal"
    assert escape_marks("Mal\u202e") == "Mal\\u202e"
    content = '{"name":"A \\"B\\"","master":"60.00"}'
    assert pieces(content)[1::2] == ['"name"', '"A \\"B\\""', '"master"', '"60.00"']
    assert "".join(pieces(content)) == content


def test_namesakes_are_found_however_they_are_written() -> None:
    zoe, ben = {"name": "Zo\u00eb"}, {"name": "Ben"}
    assert has_namesake(zoe, [zoe, {"name": "ZOE"}, ben])
    assert not has_namesake(ben, [zoe, ben])


def test_only_a_secure_address_at_the_end_becomes_a_link() -> None:
    assert split_link("Pay here. https://pay.example/1") == ("Pay here. ", "https://pay.example/1")
    for text in ("Pay at https://pay.example/1 now.", "javascript:alert(1)", "http://pay.example/1"):
        assert split_link(text) == (text, "")


def test_an_error_is_shown_without_its_internal_words() -> None:
    assert refusal_of({"message": "A bug.", "extensions": {"code": "INTERNAL"}})["message"] == NOT_NOW
    limited = {"message": "Slowly.", "extensions": {"code": "RATE_LIMITED", "retryAfter": 1}}
    assert refusal_of(limited)["message"] == "Too many requests. You can try again in 1 second."


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"decision": "ACCEPTED"},
        {"decision": "COUNTERED", "version": "1"},
        {"decision": "ACCEPTED", "version": "-1"},
        {"decision": "ACCEPTED", "version": "1" * 10},
        {"decision": "ACCEPTED", "version": "\u0661"},
    ],
)
def test_a_form_that_is_not_the_pages_own_is_malformed(form: dict[str, str]) -> None:
    with pytest.raises(Malformed):
        answer_in(form)


def test_the_lines_of_a_comment_end_as_a_script_ends_them() -> None:
    given = answer_in({"decision": "DECLINED", "version": "2", "comment": "Too\r\ndear."})
    assert given == {"decision": "DECLINED", "version": 2, "comment": "Too\ndear."}
