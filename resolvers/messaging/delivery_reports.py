"""What the provider of text messages says became of one."""

from datetime import datetime
from uuid import UUID

from models.notifications.delivery_report import DeliveryReport
from models.notifications.message import Message
from models.slots.text_delivery import record_report
from subscriptions.work import unit_of_work


async def hear_of(message_id: UUID, fate: DeliveryReport, now: datetime) -> None:
    """Of a message that is not here nothing is to be done."""
    if message := await Message.get_or_none(id=message_id):
        await unit_of_work(lambda: record_report(message, fate, now))
