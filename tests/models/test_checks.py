"""What free text, addresses and moments must be like."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checks import clean_email, clean_line, clean_text, end_moment, start_moment
from models.refused import Code, Refused

anything = st.text(st.characters(), max_size=300)
offsets = st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
ZONES = ("UTC", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Kiritimati")
enough = settings(max_examples=60)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This must not be empty."),
        (" \n\t ", "This must not be empty."),
        ("x" * 11, "This has 11 characters; it cannot have more than 10."),
        ("a\x00b", "This cannot contain control characters."),
        ("a\x1bb", "This cannot contain control characters."),
        ("a\ud800b", "This cannot contain control characters."),
        ("\u200b\u200d", "This must not be empty."),
        ("\u2800\u3164", "This must not be empty."),
        ("10 \u202e%", "This cannot contain characters that change the direction of the text."),
        ("\u2066a\u2069", "This cannot contain characters that change the direction of the text."),
    ],
)
def test_text_is_refused_with_its_field(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        clean_text(text, "title", 10)
    assert (refused.value.code, refused.value.field) == (Code.BAD_INPUT, "title")
    assert refused.value.sentence == sentence


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\u2028b"])
def test_a_line_is_one(text: str) -> None:
    with pytest.raises(Refused, match=r"^This must be a single line.$"):
        clean_line(text, "name", 10)


def test_what_is_too_short_says_how_long_it_must_be() -> None:
    with pytest.raises(Refused, match=r"^This must have at least 2 characters.$"):
        clean_line("A", "split.signature", 10, shortest=2)


@pytest.mark.parametrize(
    ("text", "clean"),
    [("  Sale ", "Sale"), ("x" * 10, "x" * 10), ("a\nb\tc", "a\nb\tc"), ("₹ 5 🏠", "₹ 5 🏠")],
)
def test_text_loses_the_space_around_it_and_nothing_else(text: str, clean: str) -> None:
    assert clean_text(text, "title", 10) == clean


@enough
@given(anything)
def test_text_is_clean_or_refused_and_clean_text_can_be_written_down(text: str) -> None:
    try:
        clean = clean_text(text, "title", 200)
    except Refused:
        return
    assert 1 <= len(clean) <= 200
    assert "\x00" not in clean
    assert clean.encode().decode() == clean


@pytest.mark.parametrize("address", ["a@b.co", " Asha.Rao+x@Example.COM ", "ü@bücher.example"])
def test_an_address_is_taken_in_lower_case(address: str) -> None:
    assert clean_email(address) == address.strip().lower()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@b",
        "@b.co",
        "a@@b.co",
        "a b@c.co",
        "a@b..co",
        "a@b.co\x00",
        "x" * 65 + "@b.co",
        "a@\ud800.co",
    ],
)
def test_an_invalid_address_is_refused(address: str) -> None:
    with pytest.raises(Refused) as refused:
        clean_email(address)
    assert (refused.value.code, refused.value.field) == (Code.BAD_INPUT, "email")


@enough
@given(st.builds("{}@{}.{}".format, anything, anything, anything))
def test_an_address_that_is_taken_fits_its_column_and_can_be_written_down(address: str) -> None:
    try:
        clean = clean_email(address)
    except Refused:
        return
    assert len(clean) <= 254
    assert clean == clean.lower()
    assert clean.encode().decode() == clean


def test_an_address_whose_lower_case_outgrows_its_column_is_refused() -> None:
    with pytest.raises(Refused):
        clean_email("a@" + "İ" * 200 + ".co")


def test_a_date_alone_starts_at_its_start_and_ends_at_its_end_in_the_authors_zone() -> None:
    """Decision 1."""
    day = date(2026, 1, 31)
    assert start_moment(day, "Asia/Kolkata") == datetime(2026, 1, 30, 18, 30, tzinfo=UTC)
    assert end_moment(day, "Asia/Kolkata") == datetime(2026, 1, 31, 18, 29, 59, 999999, tzinfo=UTC)
    assert (start_moment(None, "UTC"), end_moment(None, "UTC")) == (None, None)


def test_a_day_is_as_long_as_its_clocks_make_it() -> None:
    day = date(2026, 3, 8)
    start, end = start_moment(day, "America/Los_Angeles"), end_moment(day, "America/Los_Angeles")
    assert (start, end) == (
        datetime(2026, 3, 8, 8, tzinfo=UTC),
        datetime(2026, 3, 9, 6, 59, 59, 999999, tzinfo=UTC),
    )


@enough
@given(st.datetimes(timezones=offsets), st.sampled_from(ZONES))
def test_a_moment_is_itself_in_any_zone_or_refused(moment: datetime, zone: str) -> None:
    try:
        assert end_moment(moment, zone) == start_moment(moment, zone) == moment
    except Refused:
        assert moment.year in (1, 9999)


@pytest.mark.parametrize(
    ("take", "day", "zone", "field"),
    [
        (start_moment, date.min, "Asia/Kolkata", "validFrom"),
        (end_moment, date.max, "America/Los_Angeles", "validUntil"),
    ],
)
def test_a_day_beyond_the_calendar_is_refused_by_field(
    take: Callable[[date, str], object], day: date, zone: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        take(day, zone)
    assert (refused.value.code, refused.value.field) == (Code.BAD_INPUT, field)
    assert take(day, "UTC") is not None
