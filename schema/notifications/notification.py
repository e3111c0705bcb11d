"""The types of notifications and of the unread count."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.offers.words import in_words
from models.storage.paging import cursor
from resolvers.notifications.inbox import ORDER, NotificationView
from schema.fields.refusals import or_refusal
from schema.offers.enums import Event
from schema.offers.offer import Offer

Parent = strawberry.Parent[NotificationView]


@strawberry.type(description="A notification for one user.")
class Notification:
    @strawberry.field(description="The notification's id.")
    def id(view: Parent) -> UUID:
        return view.notification.id

    @strawberry.field(description="The event.")
    def event(view: Parent) -> Event:
        return view.notification.event

    @strawberry.field(description="The message for people.")
    def message(view: Parent) -> str:
        return in_words(view.notification.event, view.offer, view.share.recipient_name if view.share else "")

    @strawberry.field(description="When it happened.")
    def created_at(view: Parent) -> datetime:
        return view.notification.created_at

    @strawberry.field(description="When the notification was marked as read; null if it was not.")
    def read_at(view: Parent) -> datetime | None:
        return view.notification.read_at

    @strawberry.field(description="When the notification was dismissed; null if it was not.")
    def dismissed_at(view: Parent) -> datetime | None:
        return view.notification.dismissed_at

    @strawberry.field(graphql_type=Offer | None, description="The offer; null if you can no longer see it.")
    def offer(view: Parent) -> Any:
        return view.offer

    @strawberry.field(description="The id of the share that the event concerns, if any.")
    def share_id(view: Parent) -> UUID | None:
        return view.share.id if view.share else None

    @strawberry.field(
        description="The recipient's name of that share, if given; for a split, the participant's name."
    )
    def recipient_name(view: Parent) -> str | None:
        return (view.share.recipient_name or None) if view.share else None

    @strawberry.field(description="The cursor; pass it as `after` to the subscription to continue from here.")
    def cursor(view: Parent) -> str:
        return cursor(ORDER, view.seq, view.notification.id)


@strawberry.type(description="A new notification with the unread count.")
class NotificationEvent:
    unread_count: int = strawberry.field(description="The number of unread notifications now.")

    @strawberry.field(graphql_type=Notification, description="The notification.")
    def notification(view: Parent) -> Any:
        return view


@strawberry.type(description="The unread count after a change.")
class Bell:
    unread_count: int = strawberry.field(description="The number of unread notifications now.")


BellResult = or_refusal(Bell, "BellResult")
