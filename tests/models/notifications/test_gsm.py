"""Text messages are counted as the network does (3GPP TS 23.038), and written in what costs least."""

import pytest

from models.notifications.gsm import BASIC, plain_text, segments, shortest_variant


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ж" * 70, 1),
        ("ж" * 71, 2),
        ("ж" * 134, 2),
        ("ж" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts(text: str, parts: int) -> None:
    assert segments(text) == parts


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("\u201cIt\u2019s yours\u201d \u2013 don\u2019t wait\u2026", "\"It's yours\" - don't wait..."),
        ("10:30\u202fAM", "10:30 AM"),
        ("Café Ñandú Ångström", "Café Ñandu Ångström"),
        ("Łódź", "Łodz"),
        ("₹200", "Rs 200"),
        ("शुभ", "शुभ"),
    ],
)
def test_plain_letters_are_taken_where_they_read_the_same(typed: str, sent: str) -> None:
    assert plain_text(typed) == sent


def test_the_alphabet_is_whole() -> None:
    assert len(BASIC) == 127  # all but the escape


def test_the_first_variant_of_the_fewest_parts_is_taken() -> None:
    assert shortest_variant("a" * 200, "b" * 170, "c") == "c"
    assert shortest_variant("a", "b") == "a"
    assert shortest_variant("a" * 200, "b" * 170) == "a" * 200
    assert shortest_variant("a" * 400, "b" * 170) == "b" * 170


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("ж" * 90 + "💈", "ж" * 90 + "💈"),
        ("Fade 💈: " + "a" * 90, "Fade: " + "a" * 90),
        ("Fade 💈", "Fade 💈"),
        ("^ 👍🏽" + "a" * 90, "^ " + "a" * 90),
    ],
)
def test_emoji_are_removed_where_that_saves_a_part(written: str, sent: str) -> None:
    assert shortest_variant(written) == sent
