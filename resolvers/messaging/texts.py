"""What passed between a shop and its customers by text."""

from uuid import UUID

from tortoise.queryset import QuerySet

from models.messaging.inbound import TextReply
from models.notifications.message import Message
from models.people.viewer import Viewer
from models.slots.shop import Shop
from models.storage.paging import Found, Paging, newest


async def texts(viewer: Viewer, shop_id: UUID, phone: str | None, paging: Paging) -> Found[Message]:
    await Shop.run_by(viewer, shop_id)
    return await newest(_texts(shop_id, phone), paging)


async def text_count(shop_id: UUID, phone: str | None) -> int:
    """Of a shop whose texts were shown already."""
    return await _texts(shop_id, phone).count()


async def replies(viewer: Viewer, shop_id: UUID, phone: str | None, paging: Paging) -> Found[TextReply]:
    await Shop.run_by(viewer, shop_id)
    return await newest(_replies(shop_id, phone), paging)


async def reply_count(shop_id: UUID, phone: str | None) -> int:
    """Of a shop whose replies were shown already."""
    return await _replies(shop_id, phone).count()


def _texts(shop_id: UUID, phone: str | None) -> QuerySet[Message]:
    found = Message.filter(shop_id=shop_id)
    return found if phone is None else found.filter(recipient=phone)


def _replies(shop_id: UUID, phone: str | None) -> QuerySet[TextReply]:
    found = TextReply.filter(shop_id=shop_id)
    return found if phone is None else found.filter(phone=phone)
