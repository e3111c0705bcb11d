"""The root fields around texts: what a shop and its customers have said to each other."""

from typing import Annotated

import strawberry
from strawberry import argument

from models.storage.paging import Paging, newest_cursor
from resolvers.messaging import texts as text_resolvers
from schema.arguments import ShopId
from schema.context import Info
from schema.fields.paging import Listed
from schema.fields.permissions import IsBuilder
from schema.fields.root_field import list_query
from schema.messaging.text import Reply, Text

Phone = Annotated[str | None, argument(description="Only with this number, in E.164.")]


@strawberry.type
class TextQuery:
    @list_query(IsBuilder, "The texts that your shop sent, newest first; admins any shop's.", Text)
    async def texts(self, info: Info, asked: Paging, shop_id: ShopId, phone: Phone = None) -> Listed:
        found = await text_resolvers.texts(info.context.viewer, shop_id, phone, asked)
        return Listed(found, asked, newest_cursor, lambda: text_resolvers.text_count(shop_id, phone))

    @list_query(IsBuilder, "What customers texted to your shop, newest first; admins any shop's.", Reply)
    async def replies(self, info: Info, asked: Paging, shop_id: ShopId, phone: Phone = None) -> Listed:
        found = await text_resolvers.replies(info.context.viewer, shop_id, phone, asked)
        return Listed(found, asked, newest_cursor, lambda: text_resolvers.reply_count(shop_id, phone))
