"""Both ways to page a list: valid requests, and cursors that are read back unchanged or refused."""

import base64
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.refused import Code, Refused
from models.storage.paging import (
    Page,
    PageRequest,
    check_paging,
    cursor,
    cut,
    moment_at,
    number_at,
    place,
    start_after,
)

ID = UUID(int=7)
moments = st.datetimes(timezones=st.just(UTC))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)
enough = settings(max_examples=60)


def encode(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    ("asked", "checked"),
    [
        ((None, None, None, None), PageRequest(20)),
        ((1, None, None, None), PageRequest(1)),
        ((100, "x", None, None), PageRequest(100, "x")),
        ((None, None, 3, 10), PageRequest(10, None, 3)),
        ((None, None, None, 10), PageRequest(10, None, 1)),
        ((None, None, 100_000, None), PageRequest(20, None, 100_000)),
    ],
)
def test_either_way_of_paging_is_taken(asked: tuple[Any, ...], checked: PageRequest) -> None:
    """Decision 11."""
    assert check_paging(*asked) == checked


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ((0, None, None, None), "first"),
        ((101, None, None, None), "first"),
        ((-1, None, None, None), "first"),
        ((None, None, 0, None), "page"),
        ((None, None, 100_001, None), "page"),
        ((None, None, None, 0), "limit"),
        ((None, None, 1, 1_000_000), "limit"),
        ((10, None, 1, None), "page"),
        ((None, "x", None, 10), "page"),
    ],
)
def test_mixtures_and_sizes_out_of_bounds_are_refused_by_field(asked: tuple[Any, ...], field: str) -> None:
    """Decision 11."""
    with pytest.raises(Refused) as refused:
        check_paging(*asked)
    assert (refused.value.code, refused.value.field) == (Code.BAD_INPUT, field)


@pytest.mark.parametrize(("page", "limit", "offset"), [(1, 20, 0), (3, 20, 40), (100_000, 100, 9_999_900)])
def test_a_page_begins_where_the_one_before_ended(page: int, limit: int, offset: int) -> None:
    assert check_paging(None, None, page, limit).offset == offset


@pytest.mark.parametrize(
    ("rows", "page"), [([], ([], False)), ([1, 2], ([1, 2], False)), ([1, 2, 3], ([1, 2], True))]
)
def test_one_row_too_many_means_there_are_more(rows: list[int], page: tuple[list[int], bool]) -> None:
    assert cut(rows, 2) == Page(*page)


@enough
@given(st.none() | st.integers(-(2**63), 2**63) | st.text(), st.uuids())
def test_a_cursor_comes_back_as_it_went(value: Any, row_id: UUID) -> None:
    assert place(cursor("AMOUNT", value, row_id), "AMOUNT") == (value, row_id)


@enough
@given(moments, st.uuids())
def test_a_moment_in_a_cursor_comes_back_to_the_microsecond(moment: datetime, row_id: UUID) -> None:
    assert moment_at(place(cursor("NEWEST", moment, row_id), "NEWEST")[0]) == moment


def test_a_cursor_of_another_order_is_refused() -> None:
    refused_at("after", lambda: place(cursor("NEWEST", 1, ID), "AMOUNT"))


@enough
@given(st.text() | values.map(encode) | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_any_other_text_as_a_cursor_is_refused(text: str) -> None:
    refused_at("after", lambda: place(text, "NEWEST"))


@enough
@given(values, st.uuids().map(str) | values)
@example(True, str(ID))
def test_a_forged_cursor_gives_a_plain_value_and_an_id_or_is_refused(value: Any, row_id: Any) -> None:
    try:
        read, known = place(encode(["NEWEST", value, row_id]), "NEWEST")
    except Refused:
        return
    assert type(read) in (str, int, type(None))
    assert isinstance(known, UUID)


def test_an_empty_text_is_the_place_before_the_first_for_followers_alone() -> None:
    assert (start_after("", "ACTIVITY", 9), start_after(None, "ACTIVITY", 9)) == (0, 9)
    assert start_after(cursor("ACTIVITY", 7, ID), "ACTIVITY", 9) == 7
    with pytest.raises(Refused):
        number_at("", "ACTIVITY")


@enough
@given(values, st.uuids())
@example(True, ID)
def test_a_forged_number_is_a_number_in_bounds_or_refused(value: Any, row_id: UUID) -> None:
    try:
        number = number_at(encode(["ACTIVITY", value, str(row_id)]), "ACTIVITY")
    except Refused:
        return
    assert type(number) is int
    assert 0 <= number < 2**31


@enough
@given(
    st.text() | st.integers() | moments.map(str) | st.from_regex(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?[+-]\d\d:\d\d")
)
def test_a_forged_moment_is_a_moment_or_refused(value: str | int) -> None:
    try:
        moment = moment_at(value)
    except Refused:
        return
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    "value", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-13-01", "", "now", None, -1]
)
def test_a_moment_beyond_the_calendar_is_refused(value: str | int | None) -> None:
    refused_at("after", lambda: moment_at(value))


def refused_at(field: str, act: Any) -> None:
    with pytest.raises(Refused) as refused:
        act()
    assert (refused.value.code, refused.value.field) == (Code.BAD_INPUT, field)
