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


@strawberry.type(description="One line for one user.")
class Notification:
    @strawberry.field(description="The notification's id.")
    def id(told: Parent) -> UUID:
        return told.notification.id

    @strawberry.field(description="What happened.")
    def event(told: Parent) -> Event:
        return told.notification.event

    @strawberry.field(description="What happened, in words.")
    def message(told: Parent) -> str:
        return in_words(told.notification.event, told.offer, told.share.recipient_name if told.share else "")

    @strawberry.field(description="When.")
    def created_at(told: Parent) -> datetime:
        return told.notification.created_at

    @strawberry.field(description="When it was marked read.")
    def read_at(told: Parent) -> datetime | None:
        return told.notification.read_at

    @strawberry.field(description="When it was dismissed.")
    def dismissed_at(told: Parent) -> datetime | None:
        return told.notification.dismissed_at

    @strawberry.field(
        graphql_type=Offer | None, description="The offer; null when you may not see it any more."
    )
    def offer(told: Parent) -> Any:
        return told.offer

    @strawberry.field(description="The link that was answered, or that it is otherwise about; null for none.")
    def share_id(told: Parent) -> UUID | None:
        return told.share.id if told.share else None

    @strawberry.field(description="Whom that link is for, if you said so: of a split the participant's name.")
    def recipient_name(told: Parent) -> str | None:
        return (told.share.recipient_name or None) if told.share else None

    @strawberry.field(
        description="Where it stands: give it as `after` to the subscription to go on from here."
    )
    def cursor(told: Parent) -> str:
        return cursor(ORDER, told.seq, told.notification.id)


@strawberry.type(description="A notification that has just arrived, with the bell's new number.")
class NotificationEvent:
    unread_count: int = strawberry.field(description="How many are unread now.")

    @strawberry.field(graphql_type=Notification, description="The notification.")
    def notification(told: Parent) -> Any:
        return told


@strawberry.type(description="The bell after a change.")
class Bell:
    unread_count: int = strawberry.field(description="How many are unread now.")


BellResult = or_refusal(Bell, "BellResult")
