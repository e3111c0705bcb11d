"""People as clients see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from schema.fields.refusals import or_refusal
from schema.people.enums import Role


@strawberry.type(description="A user as others may know them: no e-mail address.")
class Person:
    id: UUID = strawberry.field(description="The user's id.")
    name: str = strawberry.field(description="The name to show.")
    role: Role = strawberry.field(description="What they are here to do.")


@strawberry.type(description="A user, as they themselves and admins see them.")
class User:
    id: UUID = strawberry.field(description="The user's id.")
    name: str = strawberry.field(description="The name that others see.")
    role: Role = strawberry.field(description="What they are here to do.")
    email: str | None = strawberry.field(
        description="The address to sign in with; null for some users of an identity provider."
    )
    time_zone: str = strawberry.field(
        description="The IANA time zone in which dates without a time are meant."
    )
    phone: str | None = strawberry.field(description="The number for messages by SMS, in E.164.")
    created_at: datetime = strawberry.field(description="Since when.")
    disabled_at: datetime | None = strawberry.field(description="Since when they may not sign in.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return hasattr(row, "password_hash")


@strawberry.input(description="A new user.")
class CreateUserInput:
    email: str = strawberry.field(description="The address to sign in with.")
    name: str = strawberry.field(description="The name that others see, up to 120 characters.")
    role: Role = strawberry.field(description="Admins are made by super admins only.")
    password: str = strawberry.field(description="10 to 200 characters.")
    time_zone: str = strawberry.field(default="UTC", description="An IANA time zone, such as Asia/Kolkata.")


UserResult = or_refusal(User, "UserResult")
