"""Sessions as whoever signed in sees them, and what signing in and out answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.people.session import Session as SessionRow
from schema.context import Info
from schema.fields.refusals import or_refusal
from schema.people.user import User


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


@strawberry.type(description="It is done.")
class Done:
    message: str = strawberry.field(description="For a person.")


SignInResult = or_refusal(SignedIn, "SignInResult")
DoneResult = or_refusal(Done, "DoneResult")
