"""The types of users, and the input for a new one."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from schema.fields.refusals import or_refusal
from schema.people.enums import Role


@strawberry.type(description="A user as others see them, without an e-mail address.")
class Person:
    id: UUID = strawberry.field(description="The user's id.")
    name: str = strawberry.field(description="The name.")
    role: Role = strawberry.field(description="The role.")


@strawberry.type(description="A user, as admins and the user see them.")
class User:
    id: UUID = strawberry.field(description="The user's id.")
    name: str = strawberry.field(description="The name that others see.")
    role: Role = strawberry.field(description="The role.")
    email: str | None = strawberry.field(
        description="The e-mail address for signing in; null for some users of an identity provider."
    )
    time_zone: str = strawberry.field(description="The IANA time zone that applies to dates without a time.")
    phone: str | None = strawberry.field(description="The phone number for SMS, in E.164.")
    created_at: datetime = strawberry.field(description="When the user was created.")
    disabled_at: datetime | None = strawberry.field(
        description="When the user was disabled; null if enabled."
    )

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return hasattr(row, "password_hash")


@strawberry.input(description="The details of a new user.")
class CreateUserInput:
    email: str = strawberry.field(description="The e-mail address for signing in.")
    name: str = strawberry.field(description="The name that others see, up to 120 characters.")
    role: Role = strawberry.field(description="The role; only super admins create admins.")
    password: str = strawberry.field(description="The password, 10 to 200 characters, and not a common one.")
    time_zone: str = strawberry.field(default="UTC", description="An IANA time zone, such as Asia/Kolkata.")


UserResult = or_refusal(User, "UserResult")
