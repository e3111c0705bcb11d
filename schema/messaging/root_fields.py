"""The root fields of the texts between a shop and its customers."""

from typing import Annotated

import strawberry
from strawberry import argument

from models.messaging.inbound import TextReply
from models.notifications.message import Message
from models.storage.paging import Listing
from resolvers.messaging import texts as text_resolvers
from schema.context import Info
from schema.fields.permissions import IsBuilder
from schema.fields.root_field import list_query
from schema.messaging.text import Reply, Text
from schema.slots.arguments import ShopId

Phone = Annotated[str | None, argument(description="Only texts with this phone number, in E.164.")]


@strawberry.type
class TextQuery:
    @list_query(IsBuilder, "The texts sent by one of your shops, newest first. Admins: any shop.", Text)
    async def texts(self, info: Info, shop_id: ShopId, phone: Phone = None) -> Listing[Message]:
        return await text_resolvers.texts(info.context.viewer, shop_id, phone)

    @list_query(IsBuilder, "The texts received by one of your shops, newest first. Admins: any shop.", Reply)
    async def replies(self, info: Info, shop_id: ShopId, phone: Phone = None) -> Listing[TextReply]:
        return await text_resolvers.replies(info.context.viewer, shop_id, phone)
