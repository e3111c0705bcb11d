"""The texts between a shop and its customers."""

from uuid import UUID

from models.messaging.inbound import TextReply
from models.notifications.message import Message
from models.people.viewer import Viewer
from models.slots.shop import Shop
from models.storage.listing import newest_first
from models.storage.paging import Listing


async def texts(viewer: Viewer, shop_id: UUID, phone: str | None) -> Listing[Message]:
    await Shop.run_by(viewer, shop_id)
    texts = Message.filter(shop_id=shop_id)
    return newest_first(texts if phone is None else texts.filter(recipient=phone))


async def replies(viewer: Viewer, shop_id: UUID, phone: str | None) -> Listing[TextReply]:
    await Shop.run_by(viewer, shop_id)
    replies = TextReply.filter(shop_id=shop_id)
    return newest_first(replies if phone is None else replies.filter(phone=phone))
