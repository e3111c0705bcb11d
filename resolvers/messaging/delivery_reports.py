"""The delivery reports of the provider of text messages."""

from datetime import datetime
from uuid import UUID

from models.notifications.delivery_report import DeliveryReport
from models.notifications.message import Message
from models.slots.text_delivery import record_report
from subscriptions.work import unit_of_work


async def record_delivery_report(message_id: UUID, report: DeliveryReport, now: datetime) -> None:
    """Record a delivery report; ignore one for an unknown message."""
    if message := await Message.get_or_none(id=message_id):
        await unit_of_work(lambda: record_report(message, report, now))
