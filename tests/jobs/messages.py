"""Links whose messages wait to be sent, and what became of them."""

from datetime import datetime
from typing import Any

from jobs.register import jobs_of
from jobs.scheduler import run_due
from models.message import Channel, DeliveryState, Message
from models.share import Share
from models.viewer import Viewer
from settings import Settings
from tests.makers import NOON
from tests.quoting import quoted, shared

PHONE, ADDRESS = "+919812345678", "asha@example.com"
SMS: dict[str, Any] = {"channel": Channel.SMS, "recipient": PHONE}
EMAIL: dict[str, Any] = {"channel": Channel.EMAIL, "recipient": ADDRESS, "recipient_name": "Asha"}


async def sent(author: Viewer, **wish: Any) -> Share:
    """A link to a new quote, whose message waits."""
    return await shared(await quoted(author), author, **(wish or SMS))


async def run(settings: Settings, at: datetime = NOON) -> int:
    return await run_due(jobs_of(settings), at)


async def what_became(link: Share) -> tuple[DeliveryState, str]:
    message = await Message.get(share_id=link.id)
    return message.state, message.reason
