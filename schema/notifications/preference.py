"""Notification preferences, as the user they belong to sees them."""

from typing import Any

import strawberry

from models.notifications.preference import Preference
from resolvers.notifications import preferences as preference_resolvers
from schema.arguments import ByEmail, BySms, InApp, WhichEvent
from schema.context import Info
from schema.fields.permissions import IsSignedIn
from schema.fields.refusals import or_refusal
from schema.fields.root_field import mutation, query
from schema.offers.enums import Event


@strawberry.type(description="How one event reaches you.")
class NotificationPreference:
    event: Event = strawberry.field(description="What happened.")
    in_app: bool = strawberry.field(description="As a notification here.")
    email: bool = strawberry.field(description="By e-mail.")
    sms: bool = strawberry.field(description="By SMS.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Preference)


NotificationPreferenceResult = or_refusal(NotificationPreference, "NotificationPreferenceResult")


@strawberry.type
class PreferenceQuery:
    @query(IsSignedIn, "How each event reaches you.", list[NotificationPreference])
    async def notification_preferences(self, info: Info) -> object:
        return await preference_resolvers.notification_preferences(info.context.viewer)


@strawberry.type
class PreferenceMutation:
    @mutation(IsSignedIn, "Choose how an event reaches you.", NotificationPreferenceResult)
    async def set_notification_preference(
        self, info: Info, event: WhichEvent, in_app: InApp = None, email: ByEmail = None, sms: BySms = None
    ) -> object:
        ways = {"in_app": in_app, "email": email, "sms": sms}
        return await preference_resolvers.set_notification_preference(info.context.viewer, event, ways)
