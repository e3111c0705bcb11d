"""The root fields around texts: what a shop and its customers have said to each other."""

from typing import Annotated

import strawberry
from strawberry import argument

from models.paging import newest_cursor, paging
from resolvers import texts as text_resolvers
from schema.arguments import ShopId
from schema.context import Info
from schema.fields import query
from schema.paging import After, First, Limit, Listed, Page, PageNumber
from schema.permissions import IsBuilder
from schema.texts.root_fields import Reply, Text

Phone = Annotated[str | None, argument(description="Only with this number, in E.164.")]


@strawberry.type
class TextQuery:
    @query(IsBuilder, "The texts that your shop sent, newest first; admins any shop's.", Page[Text])
    async def texts(
        self,
        info: Info,
        shop_id: ShopId,
        phone: Phone = None,
        first: First = None,
        after: After = None,
        page: PageNumber = None,
        limit: Limit = None,
    ) -> Listed:
        asked = paging(first, after, page, limit)
        found = await text_resolvers.texts(info.context.viewer, shop_id, phone, asked)
        return Listed(found, asked, newest_cursor, lambda: text_resolvers.text_count(shop_id, phone))

    @query(IsBuilder, "What customers texted to your shop, newest first; admins any shop's.", Page[Reply])
    async def replies(
        self,
        info: Info,
        shop_id: ShopId,
        phone: Phone = None,
        first: First = None,
        after: After = None,
        page: PageNumber = None,
        limit: Limit = None,
    ) -> Listed:
        asked = paging(first, after, page, limit)
        found = await text_resolvers.replies(info.context.viewer, shop_id, phone, asked)
        return Listed(found, asked, newest_cursor, lambda: text_resolvers.reply_count(shop_id, phone))
