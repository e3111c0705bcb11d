"""Many replies at once: no time is won twice, nobody is asked twice, every loser is told.

    python -m benchmarks.slot_storm --slots 500 --replies 20

STORM_DATABASE_URL names the database; its name ends in _storm, and it is made anew.
"""

import asyncio
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from time import monotonic

import asyncpg

from benchmarks.storm_stage import prepared
from benchmarks.storm_verdict import verdict
from jobs.messaging.replies import receive_text
from logs import set_up_logs
from models.sharing.tokens import Links
from models.slots.texting import Texting
from models.storage.database import database, dialect
from models.storage.migration import migrate
from subscriptions.live import Live, current

USUAL_URL = "postgres://postgres@127.0.0.1:5432/proffer_storm"
TEXTING = Texting(Links("a-key-for-a-storm-0123456789-abcdefgh", "https://offers.example"), "+15005550006")
BURST = 50


async def storm(slots: int, replies: int) -> list[str]:
    """What was wrong, in words; in a database that is open."""
    inbounds = await prepared(TEXTING, slots, replies, _progress("slots"))
    started, show = monotonic(), _progress("replies")
    for start in range(0, len(inbounds), BURST):
        await asyncio.gather(*map(receive_text, inbounds[start : start + BURST]))
        show(min(start + BURST, len(inbounds)), len(inbounds))
    seconds = monotonic() - started
    print(f"{len(inbounds)} replies in {seconds:.1f} s: {len(inbounds) / seconds:.0f} a second")
    return await verdict(inbounds)


def _progress(what: str) -> Callable[[int, int], None]:
    def show(done: int, of: int) -> None:
        print(f"\r{done} of {of} {what}", end="\n" if done == of else "", file=sys.stderr, flush=True)

    return show


async def _anew(url: str) -> None:
    name = url.rsplit("/", 1)[1]
    if not name.endswith("_storm"):
        raise SystemExit("STORM_DATABASE_URL names a database whose name ends in _storm.")
    if dialect(url) == "postgres":
        connection = await asyncpg.connect(url.rsplit("/", 1)[0] + "/postgres")
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        await connection.execute(f'CREATE DATABASE "{name}"')
        await connection.close()
    await migrate(url)


async def main(arguments: Sequence[str] | None = None) -> int:
    parser = ArgumentParser(prog="python -m benchmarks.slot_storm", description=__doc__)
    parser.add_argument("--slots", type=int, default=500)
    parser.add_argument("--replies", type=int, default=20, help="for each slot")
    asked = parser.parse_args(arguments)
    set_up_logs(level="warning")
    url = os.environ.get("STORM_DATABASE_URL", USUAL_URL)
    await _anew(url)
    async with database(url), Live("memory://") as live:
        current.set(live)
        wrong = await storm(asked.slots, asked.replies)
    print("\n".join(wrong) or "No time was won twice, nobody was asked twice, every loser was told.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
