"""Four processes do what is due: each slot is offered once, and each text goes out once."""

from collections import Counter

import pytest

from models.notifications.message import DeliveryState, Message
from models.slots.attempt import SlotAttempt
from tests.support.processes import run_in_parallel
from tests.support.quote_rows import LINKS
from tests.support.rows import DAY, NOON
from tests.support.sending_commands import messages
from tests.support.slot_rows import customer_of, shop_of, slot_of
from tests.support.twilio_standin import ACCOUNT, NUMBER, SECRET, TwilioStandIn

pytestmark = pytest.mark.anyio
SLOTS = 12


async def test_four_processes_send_each_offer_once(
    db: object, database_url: str, twilio: TwilioStandIn
) -> None:
    shop = await shop_of()
    for place in range(SLOTS):
        await customer_of(shop)
        await slot_of(shop, NOON, starts=3650 * DAY + place * DAY)
    ways = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": SECRET, "TWILIO_FROM": NUMBER}
    keys = {"SECRET_KEY": LINKS.secret_key or "", "TWILIO_BASE_URL": twilio.url}
    ended = run_in_parallel(4, messages, database_url, {**ways, **keys})
    assert [end.code for end in ended] == [0] * 4, ended
    assert Counter(text["To"] for text in twilio.forms).most_common(1)[0][1] == 1
    assert len(twilio.forms) == await SlotAttempt.all().count() == SLOTS
    assert {message.state for message in await Message.all()} == {DeliveryState.SENT}
