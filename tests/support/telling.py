"""Notifications of an event, for users who are named one by one."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from models.events import Event
from models.notifications.notification import Notification
from models.notifications.telling import NotificationContent, users_with


async def tell(user_ids: Iterable[UUID], event: Event, offer_id: UUID, now: datetime) -> None:
    """Notify these users in the caller's unit of work."""
    content = NotificationContent(event, offer_id, None, now)
    await Notification.tell(users_with(list(user_ids)), content)
