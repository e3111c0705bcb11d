"""People as clients see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.people.session import Session as SessionRow
from schema.context import Info
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


@strawberry.type(description="One sign-in of yours that has not ended.")
class Session:
    id: UUID = strawberry.field(description="The session's id.")
    created_at: datetime = strawberry.field(description="When you signed in.")
    expires_at: datetime = strawberry.field(description="When it ends by itself.")
    user_agent: str = strawberry.field(description="The program that signed in, as it named itself.")

    @strawberry.field(description="Whether this very request came with it.")
    def is_current(session: strawberry.Parent[SessionRow], info: Info) -> bool:
        return session.id == info.context.viewer.session_id


@strawberry.type(description="A fresh session.")
class SignedIn:
    token: str = strawberry.field(
        description="Send it as `Authorization: Bearer` or in connection_init. It is shown this once."
    )
    session: Session = strawberry.field(description="The session.")
    user: User = strawberry.field(description="Who signed in.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return hasattr(row, "token")


@strawberry.input(description="A new user.")
class CreateUserInput:
    email: str = strawberry.field(description="The address to sign in with.")
    name: str = strawberry.field(description="The name that others see, up to 120 characters.")
    role: Role = strawberry.field(description="Admins are made by super admins only.")
    password: str = strawberry.field(description="10 to 200 characters.")
    time_zone: str = strawberry.field(default="UTC", description="An IANA time zone, such as Asia/Kolkata.")
