"""Notifications as clients see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.offers.words import in_words
from models.storage.paging import cursor
from resolvers.notifications.inbox import ORDER, Told
from schema.fields.refusals import or_refusal
from schema.offers.enums import Event
from schema.offers.offer import Offer

Parent = strawberry.Parent[Told]


@strawberry.type(description="A notification for one user.")
class Notification:
    @strawberry.field(description="The notification's id.")
    def id(told: Parent) -> UUID:
        return told.notification.id

    @strawberry.field(description="The event.")
    def event(told: Parent) -> Event:
        return told.notification.event

    @strawberry.field(description="The message for people.")
    def message(told: Parent) -> str:
        return in_words(told.notification.event, told.offer, told.share.recipient_name if told.share else "")

    @strawberry.field(description="When it happened.")
    def created_at(told: Parent) -> datetime:
        return told.notification.created_at

    @strawberry.field(description="When it was marked read.")
    def read_at(told: Parent) -> datetime | None:
        return told.notification.read_at

    @strawberry.field(description="When it was dismissed.")
    def dismissed_at(told: Parent) -> datetime | None:
        return told.notification.dismissed_at

    @strawberry.field(graphql_type=Offer | None, description="The offer; null if you can no longer see it.")
    def offer(told: Parent) -> Any:
        return told.offer

    @strawberry.field(description="The id of the share that the event concerns, if any.")
    def share_id(told: Parent) -> UUID | None:
        return told.share.id if told.share else None

    @strawberry.field(
        description="The recipient's name of that share, if given; for a split, the participant's name."
    )
    def recipient_name(told: Parent) -> str | None:
        return (told.share.recipient_name or None) if told.share else None

    @strawberry.field(description="The cursor; pass it as `after` to the subscription to continue from here.")
    def cursor(told: Parent) -> str:
        return cursor(ORDER, told.seq, told.notification.id)


@strawberry.type(description="A new notification with the unread count.")
class NotificationEvent:
    unread_count: int = strawberry.field(description="The number of unread notifications now.")

    @strawberry.field(graphql_type=Notification, description="The notification.")
    def notification(told: Parent) -> Any:
        return told


@strawberry.type(description="The unread count after a change.")
class Bell:
    unread_count: int = strawberry.field(description="The number of unread notifications now.")


BellResult = or_refusal(Bell, "BellResult")
