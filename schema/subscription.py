"""The root fields that go on answering: guard, follow, done."""

from collections.abc import AsyncGenerator

import strawberry

from models.storage.paging import start_after
from resolvers import splits as split_resolvers
from resolvers.notifications import inbox as notification_resolvers
from resolvers.notifications.inbox import ORDER as NOTIFICATIONS
from resolvers.offers import activity as activity_resolvers
from resolvers.offers.activity import ORDER as ACTIVITY
from resolvers.promotions import dining as dining_resolvers
from resolvers.promotions import restaurant_news as news_resolvers
from resolvers.promotions import tables as table_resolvers
from resolvers.promotions.restaurant_news import ORDER as NEWS
from resolvers.sharing import recipients as recipient_resolvers
from resolvers.sharing.recipients import ORDER as RESPONSES
from resolvers.slots import slot as slot_resolvers
from schema.arguments import MaybeOfferId, OfferId
from schema.context import Info
from schema.fields.paging import LastSeen
from schema.fields.permissions import IsBuilder, IsPublic, IsSignedIn
from schema.fields.root_field import subscription
from schema.notifications.notification import NotificationEvent
from schema.offers.activity import Activity
from schema.promotions.arguments import RestaurantId, TableCode
from schema.promotions.dining.order import Kitchen
from schema.promotions.dining.seen_table import GuestTable
from schema.promotions.restaurant_news import RestaurantNews
from schema.sharing.share import Response
from schema.slots.root_fields import SlotId
from schema.slots.slot import SlotOffer
from schema.splits.split import SplitOffer


@strawberry.type(description="Everything that can be listened to, over graphql-transport-ws.")
class Subscription:
    @subscription(
        IsSignedIn,
        "Your notifications after this cursor, then each new one as it arrives.",
        NotificationEvent,
    )
    async def notifications(self, info: Info, after: LastSeen = None) -> AsyncGenerator[object, None]:
        viewer = info.context.viewer
        latest = await notification_resolvers.latest_notification(viewer) if after is None else 0
        start = start_after(after, NOTIFICATIONS, latest)
        async for told in notification_resolvers.follow_notifications(viewer, start):
            yield told

    @subscription(
        IsSignedIn, "The log of an offer after this cursor, then each new line as it is written.", Activity
    )
    async def offer_activity(
        self, info: Info, offer_id: OfferId, after: LastSeen = None
    ) -> AsyncGenerator[object, None]:
        viewer = info.context.viewer
        latest = await activity_resolvers.latest_activity(viewer, offer_id)
        start = start_after(after, ACTIVITY, latest)
        async for line in activity_resolvers.follow_activity(viewer, offer_id, start):
            yield line

    @subscription(
        IsSignedIn,
        "Answers to an offer you may change, or to all yours, after this cursor.",
        Response,
    )
    async def offer_responses(
        self, info: Info, offer_id: MaybeOfferId = None, after: LastSeen = None
    ) -> AsyncGenerator[object, None]:
        viewer = info.context.viewer
        author = await recipient_resolvers.author_of(viewer, offer_id)
        latest = await recipient_resolvers.latest_response(author)
        start = start_after(after, RESPONSES, latest)
        async for response in recipient_resolvers.follow_responses(viewer, author, offer_id, start):
            yield response

    @subscription(
        IsSignedIn,
        "A split as it is, and again whenever something of it has changed: a live table.",
        SplitOffer,
    )
    async def split_table(self, info: Info, offer_id: OfferId) -> AsyncGenerator[object, None]:
        async for split in split_resolvers.follow_table(info.context.viewer, offer_id):
            info.context.loaders.clear()
            yield split

    @subscription(
        IsBuilder,
        "A slot of your shop as it is, and again whenever something of it has changed: the cascade, live.",
        SlotOffer,
    )
    async def slot_cascade(self, info: Info, slot_id: SlotId) -> AsyncGenerator[object, None]:
        async for slot in slot_resolvers.follow_slot(info.context.viewer, slot_id):
            info.context.loaders.clear()
            yield slot

    @subscription(
        IsPublic,
        "A table as its guests see it, and again whenever its session changes, for whoever holds its code.",
        GuestTable,
    )
    async def table(self, info: Info, code: TableCode) -> AsyncGenerator[object, None]:
        await info.context.count_public(code)
        async for seen in table_resolvers.follow_table(code):
            info.context.loaders.clear()
            yield seen

    @subscription(
        IsBuilder,
        "What the kitchen of your restaurant has to make, and again whenever that changes.",
        Kitchen,
    )
    async def kitchen(self, info: Info, restaurant_id: RestaurantId) -> AsyncGenerator[object, None]:
        async for orders in dining_resolvers.follow_kitchen(info.context.viewer, restaurant_id):
            info.context.loaders.clear()
            yield Kitchen(orders=orders)  # type: ignore[arg-type]

    @subscription(
        IsBuilder,
        "What happens in a restaurant of yours after this cursor, as it happens: each order that is placed or"
        " cancelled, each use of a promotion; admins any.",
        RestaurantNews,
    )
    async def restaurant_news(
        self, info: Info, restaurant_id: RestaurantId, after: LastSeen = None
    ) -> AsyncGenerator[object, None]:
        viewer = info.context.viewer
        latest = await news_resolvers.latest_news(viewer, restaurant_id)
        start = start_after(after, NEWS, latest)
        async for news in news_resolvers.follow_news(viewer, restaurant_id, start):
            info.context.loaders.clear()
            yield news
