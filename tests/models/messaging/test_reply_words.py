"""Every answer to a reply fits into one part of a text, for any name of a shop."""

from datetime import UTC, datetime, timedelta

import pytest

from models.messaging import reply_words
from models.notifications.gsm import segments
from models.slots.appointment import Appointment
from models.slots.shop import Shop

AT = datetime(2025, 11, 26, 18, 45, tzinfo=UTC)
NAMES = ["Fade", "The Barber's", "Café Ünïque \u2013 Hair & Beard", "Salon " + "x" * 34]


def texts(name: str) -> list[str]:
    shop = Shop(name=name, time_zone="Asia/Kolkata")
    booking = Appointment(starts_at=AT, ends_at=AT + timedelta(hours=1))
    return [
        reply_words.STRANGER,
        reply_words.OPTED_IN,
        reply_words.already_booked_text(booking, shop),
        reply_words.unavailable_text(shop, AT),
        reply_words.conflict_text(shop, AT, chair=True),
        reply_words.conflict_text(shop, AT, chair=False),
        reply_words.unclear_text(shop, AT),
        reply_words.help_text(shop),
        reply_words.help_text(None),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_each_is_one_part(name: str) -> None:
    assert [text for text in texts(name) if segments(text) != 1] == []


def test_what_asks_back_stays_one_part_for_the_longest_name() -> None:
    assert segments(reply_words.unclear_text(Shop(name="x" * 120, time_zone="UTC"), AT)) == 1
