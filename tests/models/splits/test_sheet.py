"""The sheet that is signed: canonical, without addresses, and with another hash as soon as it differs."""

import hashlib
from dataclasses import replace
from datetime import timedelta, timezone
from uuid import uuid4

import pytest

from models.splits.shares import Shares
from models.splits.sheet import FIRST_FORM, Participant, Sheet, in_percent
from tests.support.rows import NOON

ADA = Participant(1, uuid4(), "Ada", "ada@band.example", "writer", Shares(6_000, 3_330))
BEN = Participant(2, uuid4(), "Ben", "ben@band.example", "", Shares(4_000, 6_670))
SHEET = Sheet(3, "Night Bus", "A song", NOON, [ADA, BEN])


def test_the_content_is_canonical_and_names_nobodys_address() -> None:
    assert SHEET.content == (
        '{"deadline":"2025-11-20T12:00:00+00:00","description":"A song","form":2,"participants":['
        '{"master":"60.00","name":"Ada","place":1,"publishing":"33.30","role":"writer"},'
        '{"master":"40.00","name":"Ben","place":2,"publishing":"66.70","role":""}],'
        '"project":"Night Bus","version":3}'
    )
    assert SHEET.hash == hashlib.sha256(SHEET.content.encode()).hexdigest()


def test_what_was_signed_before_participants_were_numbered_keeps_its_content() -> None:
    assert replace(SHEET, form=FIRST_FORM).content == (
        '{"deadline":"2025-11-20T12:00:00+00:00","description":"A song","participants":['
        '{"master":"60.00","name":"Ada","publishing":"33.30","role":"writer"},'
        '{"master":"40.00","name":"Ben","publishing":"66.70","role":""}],'
        '"project":"Night Bus","version":3}'
    )


def test_the_same_moment_in_another_zone_is_the_same_sheet() -> None:
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert replace(SHEET, deadline=elsewhere).hash == SHEET.hash


@pytest.mark.parametrize(
    "other",
    [
        replace(SHEET, version=4),
        replace(SHEET, project="Day Bus"),
        replace(SHEET, description=""),
        replace(SHEET, deadline=None),
        replace(SHEET, participants=[BEN, ADA]),
        replace(SHEET, participants=[ADA]),
        replace(SHEET, form=FIRST_FORM),
        replace(SHEET, participants=[replace(ADA, place=2), replace(BEN, place=1)]),
        replace(SHEET, participants=[replace(ADA, name="Ida"), BEN]),
        replace(SHEET, participants=[replace(ADA, role=""), BEN]),
        replace(SHEET, participants=[replace(ADA, shares=Shares(6_000, 3_331)), BEN]),
    ],
)
def test_whatever_differs_has_another_hash(other: Sheet) -> None:
    assert other.hash != SHEET.hash


@pytest.mark.parametrize(
    ("hundredths", "text"), [(0, "0.00"), (1, "0.01"), (3_330, "33.30"), (10_000, "100.00")]
)
def test_percentages_are_written_with_two_decimals(hundredths: int, text: str) -> None:
    assert in_percent(hundredths) == text
