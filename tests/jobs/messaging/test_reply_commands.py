"""Slots on a laptop without Twilio: cron asks, and a command plays the customer who answers."""

import os

import anyio

from models.clock import now
from models.storage.database import database
from subscriptions.live import Live, current
from tests.support.processes import CommandResult, run_command, run_in_parallel
from tests.support.quote_rows import LINKS
from tests.support.rows import DAY, NOON
from tests.support.slot_rows import customer_of, shop_of, slot_of


def with_a_key(url: str, *arguments: str) -> CommandResult:
    """Set a secret key, because links need one."""
    os.environ["SECRET_KEY"] = LINKS.secret_key or ""
    return run_command(url, *arguments)


def run(url: str, *arguments: str) -> CommandResult:
    (ended,) = run_in_parallel(1, with_a_key, url, *arguments)
    return ended


def phones(url: str) -> list[str]:
    """The phones of two customers of a shop with an open slot, who were not asked yet."""

    async def open_slot() -> list[str]:
        async with database(url), Live("memory://") as live:
            current.set(live)
            shop = await shop_of()
            found = [str((await customer_of(shop)).phone) for _ in range(2)]
            await slot_of(shop, now(), now() - NOON + DAY)
            return found

    return anyio.run(open_slot)


def test_cron_asks_about_every_slot_that_is_due_and_a_command_answers(database_url: str) -> None:
    first, second = phones(database_url)
    asked = [run(database_url, "offer-loop").out for _ in range(2)]
    assert asked == ["1 customers asked.\n", "0 customers asked.\n"]
    assert run(database_url, "reply", first, "No thanks").out == "PASS: passed.\n"
    assert run(database_url, "offer-loop").out == "1 customers asked.\n"
    booked = run(database_url, "reply", second, "yes please")
    assert (booked.code, booked.err) == (0, "")
    meant, said = booked.out.splitlines()
    assert meant == "YES: booked."
    assert said.startswith("Text from log: Booked: ")


def test_a_reply_to_a_number_that_sent_no_offer_is_from_a_stranger(sqlite_url: str) -> None:
    first, _ = phones(sqlite_url)
    assert run(sqlite_url, "offer-loop").out == "1 customers asked.\n"
    said = run(sqlite_url, "reply", first, "yes", "--to", "+15005550099").out.splitlines()
    assert said[0] == "YES: stranger."
    assert said[1].startswith("Text from +15005550099: Sorry, ")


def test_an_invalid_phone_number_is_refused(sqlite_url: str) -> None:
    ended = run(sqlite_url, "reply", "12345", "yes")
    assert (ended.code, ended.err) == (
        2,
        "The phone number must be in international format, e.g. +919812345678.\n",
    )
