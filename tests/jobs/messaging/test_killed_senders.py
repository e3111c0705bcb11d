"""Servers killed at every step of an offer: no text is lost, and none is sent twice.

KILLED=50 kills more of them, and with -s shows how far it is.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest

from models.notifications.message import DeliveryState, Message
from models.storage.database import database
from models.storage.job import LEASE, Job
from settings import Settings
from subscriptions.live import Live, current
from tests.support.killed_servers import count_steps, kill_servers
from tests.support.rows import NOON
from tests.support.slot_rows import customer_of, shop_of, slot_of
from tests.support.twilio_standin import ACCOUNT, NUMBER, SECRET, TwilioStandIn

KILLED = int(os.environ.get("KILLED", "5"))
AT_ONCE = 5
# After a lease has run out, the next may look; an attempt has half an hour to be sent.
LATER = LEASE + timedelta(minutes=1)


async def open_slots(url: str, count: int) -> list[str]:
    """Open slots with one customer each, not asked yet; return their phones."""
    async with database(url), Live("memory://") as live:
        current.set(live)
        phones = []
        for _ in range(count):
            shop = await shop_of()
            phones.append(str((await customer_of(shop)).phone))
            await slot_of(shop)
        return phones


async def look_at(url: str, phones: Sequence[str]) -> tuple[dict[str, str], int]:
    """Return the provider's ids of the texts sent to these phones, and the number of waiting messages."""
    async with database(url):
        texts = await Message.filter(recipient__in=phones, state=DeliveryState.SENT)
        kept = {str(text.recipient): str(text.provider_id) for text in texts}
        return kept, await Job.filter(kind="message").count()


def play(settings: Settings, before: list[str], kinds: list[str], steps: list[int]) -> tuple[list[str], int]:
    """Run servers that die at these steps, more that die later, and one that survives."""
    phones = asyncio.run(open_slots(settings.database_url, len(steps)))
    count_steps(settings, NOON, before)
    kills = kill_servers(settings, NOON, kinds, steps) + kill_servers(
        settings, NOON + LATER, kinds, steps[::-1]
    )
    for again in (2, 3, 4):
        count_steps(settings, NOON + again * LATER)
    return phones, kills


@pytest.mark.parametrize(("before", "kinds"), [([], ["offer-loop"]), (["offer-loop"], ["message"])], ids=str)
def test_servers_that_are_killed_lose_no_text_and_send_none_twice(
    twilio: TwilioStandIn, log_only_settings: Settings, database_url: str, before: list[str], kinds: list[str]
) -> None:
    account = {"twilio_account_sid": ACCOUNT, "twilio_auth_token": SECRET, "twilio_from": NUMBER}
    there = {"database_url": database_url, "twilio_base_url": twilio.url}
    ours = log_only_settings.model_copy(update=account | there)
    asyncio.run(open_slots(database_url, 1))
    count_steps(ours, NOON, before)
    whole, kills = count_steps(ours, NOON, kinds), 0
    count_steps(ours, NOON)
    for start in range(0, KILLED, AT_ONCE):
        twilio.accepted_texts.clear()
        twilio.list_requests = 0
        steps = [1 + whole * number // KILLED for number in range(start, start + AT_ONCE)]
        phones, more = play(ours, before, kinds, steps)
        kept, waiting = asyncio.run(look_at(database_url, phones))
        assert Counter(text.form["To"] for text in twilio.accepted_texts) == Counter(phones)
        assert kept == {text.form["To"]: text.sid for text in twilio.accepted_texts}
        assert waiting == 0
        kills += more
        print(
            f"{kinds}: {kills} killed in {whole} steps, {len(kept)} texts, asked {twilio.list_requests} times"
        )
    assert kills >= KILLED
