"""The root fields of notifications and notification preferences."""

from collections.abc import AsyncGenerator, Sequence

import strawberry

from models.notifications.preference import Preference
from models.storage.paging import Listing, start_after
from resolvers.notifications import inbox as notification_resolvers
from resolvers.notifications import preferences as preference_resolvers
from resolvers.notifications.inbox import ORDER as NOTIFICATIONS
from resolvers.notifications.inbox import NotificationView
from resolvers.notifications.live_inbox import follow_notifications
from schema.context import Info
from schema.fields.paging import LastSeen
from schema.fields.permissions import IsSignedIn
from schema.fields.root_field import list_query, mutation, query, subscription
from schema.notifications.arguments import (
    ByEmail,
    BySms,
    InApp,
    NotificationIds,
    WhichEvent,
    WhichEvents,
    WhichReading,
)
from schema.notifications.enums import Reading
from schema.notifications.notification import Bell, BellResult, Notification, NotificationEvent
from schema.notifications.preference import NotificationPreference, NotificationPreferenceResult


@strawberry.type
class NotificationQuery:
    @list_query(IsSignedIn, "Your notifications, newest first.", Notification)
    async def notifications(
        self,
        info: Info,
        filter: WhichReading = Reading.NOT_DISMISSED,
        events: WhichEvents = None,
    ) -> Listing[NotificationView]:
        return notification_resolvers.notifications(info.context.viewer, filter, events)

    @query(IsSignedIn, "The number of your notifications that are neither read nor dismissed.", int)
    async def unread_count(self, info: Info) -> int:
        return await notification_resolvers.unread_count(info.context.viewer)

    @query(IsSignedIn, "The ways in which each event reaches you.", list[NotificationPreference])
    async def notification_preferences(self, info: Info) -> Sequence[Preference]:
        return await preference_resolvers.notification_preferences(info.context.viewer)


@strawberry.type
class NotificationMutation:
    @mutation(IsSignedIn, "Mark some of your notifications as read.", BellResult)
    async def mark_read(self, info: Info, ids: NotificationIds) -> Bell:
        return Bell(unread_count=await notification_resolvers.mark_read(info.context.viewer, ids))

    @mutation(IsSignedIn, "Mark all your notifications as read.", BellResult)
    async def mark_all_read(self, info: Info) -> Bell:
        return Bell(unread_count=await notification_resolvers.mark_read(info.context.viewer, None))

    @mutation(IsSignedIn, "Dismiss some of your notifications.", BellResult)
    async def dismiss(self, info: Info, ids: NotificationIds) -> Bell:
        return Bell(unread_count=await notification_resolvers.dismiss(info.context.viewer, ids))

    @mutation(IsSignedIn, "Choose how you are notified of an event.", NotificationPreferenceResult)
    async def set_notification_preference(
        self, info: Info, event: WhichEvent, in_app: InApp = None, email: ByEmail = None, sms: BySms = None
    ) -> Preference:
        ways = {"in_app": in_app, "email": email, "sms": sms}
        return await preference_resolvers.set_notification_preference(info.context.viewer, event, ways)


@strawberry.type
class NotificationSubscription:
    @subscription(
        IsSignedIn,
        "Your notifications after this cursor, then each new one.",
        NotificationEvent,
    )
    async def notifications(
        self, info: Info, after: LastSeen = None
    ) -> AsyncGenerator[NotificationView, None]:
        viewer = info.context.viewer
        latest = await notification_resolvers.latest_notification(viewer) if after is None else 0
        start = start_after(after, NOTIFICATIONS, latest)
        async for view in follow_notifications(viewer, start):
            yield view
