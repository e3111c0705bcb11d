"""The type of notification preferences."""

from typing import Any

import strawberry

from models.notifications.preference import Preference
from schema.fields.refusals import or_refusal
from schema.offers.enums import Event


@strawberry.type(description="The ways in which one event reaches you.")
class NotificationPreference:
    event: Event = strawberry.field(description="The event.")
    in_app: bool = strawberry.field(description="Whether it notifies you in the product.")
    email: bool = strawberry.field(description="Whether it notifies you by e-mail.")
    sms: bool = strawberry.field(description="Whether it notifies you by SMS.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Preference)


NotificationPreferenceResult = or_refusal(NotificationPreference, "NotificationPreferenceResult")
