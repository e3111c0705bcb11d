"""Actions at almost the same moment, and the events that they leave in the log."""

import asyncio
import random
from collections.abc import Awaitable
from uuid import UUID

from jobs.offers.verification import verify_activity
from models.events import Event
from models.offers.activity import Activity
from models.offers.settling import Decision
from models.refused import Refused
from models.sharing.recipient import Answer
from models.sharing.share import Share
from models.sharing.visitor import Visitor
from resolvers.sharing.recipients import respond_to_share
from tests.support.quote_rows import token_of

YES, NO = Decision.ACCEPTED, Decision.DECLINED
NOBODY = Visitor("", "")
DONE = "DONE"


async def outcome(act: Awaitable[object]) -> str:
    """Return DONE or the code of the refusal; any other exception fails the test."""
    await asyncio.sleep(random.random() / 50)
    try:
        await act
    except Refused as refused:
        return refused.code
    return DONE


def respond(link: Share, decision: Decision = YES) -> Awaitable[str]:
    return outcome(respond_to_share(token_of(link), Answer(decision, version=1), NOBODY))


async def events_of(offer_id: UUID) -> list[Event]:
    """Return the events of the offer since it was shared."""
    lines = [line.event for line in await Activity.filter(offer_id=offer_id).order_by("seq")]
    return [event for event in lines if event not in (Event.CREATED, Event.ACTIVATED, Event.SHARED)]


async def is_log_intact() -> bool:
    """Check that no line of any log is missing or altered."""
    checked, wrong = await verify_activity(lambda _: None)
    return checked > 0 and wrong == []
