"""The events that reach a user, and how: in the product, by e-mail, by SMS."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID, uuid4

from tortoise import fields

from models.events import Event
from models.people.user import User
from models.refused import bad_input
from models.storage.row import Row
from models.storage.sql import Sql, execute


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways in which one event reaches one user."""

    in_app: bool = True
    email: bool = False
    sms: bool = False


# Link previews fetch links too, so FETCHED is off by default.
OFF_BY_DEFAULT = frozenset({Event.FETCHED})


def default_ways(event: Event) -> Ways:
    """Return the default ways of an event."""
    return Ways(in_app=event not in OFF_BY_DEFAULT)


class Preference(Row):
    """A user's choice for one event; without a row the default applies."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("offers.User", related_name="preferences")
    user_id: UUID
    event = fields.CharEnumField(Event, max_length=16)
    in_app = fields.BooleanField(default=True)
    email = fields.BooleanField(default=False)
    sms = fields.BooleanField(default=False)

    class Meta:
        table = "preferences"
        unique_together = (("user", "event"),)

    @classmethod
    async def all_of(cls, user_id: UUID) -> Sequence[Self]:
        """Return one preference per event, with defaults for those not chosen."""
        own = {preference.event: preference for preference in await cls.filter(user_id=user_id)}
        return [
            own.get(event) or cls(user_id=user_id, event=event, in_app=default_ways(event).in_app)
            for event in Event
        ]

    @classmethod
    async def choose(cls, user_id: UUID, event: Event, ways: dict[str, bool], now: datetime) -> Self:
        """Change the ways that are given; the others stay as they are."""
        user = await User.get(id=user_id)
        if ways.get("email") and user.email is None:
            raise bad_input("You cannot receive e-mails: your account has no e-mail address.", "email")
        if ways.get("sms") and user.phone is None:
            raise bad_input("You must first add a phone number to your profile.", "sms")
        await execute(
            Sql("INSERT INTO preferences (id, created_at, user_id, event, in_app, email, sms) VALUES")
            + Sql(
                "(?, ?, ?, ?, ?, ?, ?)",
                uuid4(),
                now,
                user_id,
                event,
                default_ways(event).in_app,
                False,
                False,
            )
            + "ON CONFLICT (user_id, event) DO NOTHING"
        )
        if ways:
            await cls.filter(user_id=user_id, event=event).update(**ways)
        return await cls.get(user_id=user_id, event=event)
