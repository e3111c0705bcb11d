"""Links whose messages wait to be sent, and the state of their delivery."""

from datetime import datetime
from typing import Any

from jobs.register import jobs_of
from jobs.scheduler import run_due
from models.notifications.message import Channel, DeliveryState, Message
from models.people.viewer import Viewer
from models.sharing.share import Share
from settings import Settings
from tests.support.quote_rows import make_quote, share_offer
from tests.support.rows import NOON

PHONE, ADDRESS = "+919812345678", "asha@example.com"
SMS: dict[str, Any] = {"channel": Channel.SMS, "recipient": PHONE}
EMAIL: dict[str, Any] = {"channel": Channel.EMAIL, "recipient": ADDRESS, "recipient_name": "Asha"}


async def share_new_quote(author: Viewer, **share: Any) -> Share:
    """Create a quote and a link to it, whose message waits to be sent."""
    return await share_offer(await make_quote(author), author, **(share or SMS))


async def run_due_jobs(settings: Settings, at: datetime = NOON) -> int:
    return await run_due(jobs_of(settings), at)


async def read_delivery(link: Share) -> tuple[DeliveryState, str]:
    message = await Message.get(share_id=link.id)
    return message.state, message.reason
