"""The type of sessions, and the results of signing in and out."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.people.session import Session as SessionRow
from schema.context import Info
from schema.fields.refusals import or_refusal
from schema.people.user import User


@strawberry.type(description="One of your current sessions.")
class Session:
    id: UUID = strawberry.field(description="The session's id.")
    created_at: datetime = strawberry.field(description="When you signed in.")
    expires_at: datetime = strawberry.field(description="When it expires.")
    user_agent: str = strawberry.field(description="The user agent that signed in.")

    @strawberry.field(description="Whether this request uses it.")
    def is_current(session: strawberry.Parent[SessionRow], info: Info) -> bool:
        return session.id == info.context.viewer.session_id


@strawberry.type(description="A browser or app in which you have signed in.")
class Device:
    id: UUID = strawberry.field(description="The device's id.")
    created_at: datetime = strawberry.field(description="When you first signed in there.")
    expires_at: datetime = strawberry.field(description="When it is forgotten, unless you sign in there.")
    user_agent: str = strawberry.field(description="The user agent of the latest sign-in there.")


@strawberry.type(description="A new session.")
class SignedIn:
    token: str = strawberry.field(
        description="The token for `Authorization: Bearer` or connection_init; it is shown only once."
    )
    session: Session = strawberry.field(description="The session.")
    user: User = strawberry.field(description="The user who signed in.")
    device: str = strawberry.field(
        description="The token of this device: keep it beyond the session, and send it with the next sign-in"
        " of this account. It signs nobody in. A device is remembered only if you select this."
    )

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return hasattr(row, "token")


@strawberry.type(description="A confirmation.")
class Done:
    message: str = strawberry.field(description="A confirmation for people.")


SignInResult = or_refusal(SignedIn, "SignInResult")
DoneResult = or_refusal(Done, "DoneResult")
