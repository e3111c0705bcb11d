"""Sessions and users: signing out, profiles, and administration."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from models.clock import now
from models.people.session import Session
from models.people.user import User
from models.people.viewer import Role, Viewer
from models.refused import Code, Refused
from models.storage.listing import newest_first
from models.storage.paging import Listing
from subscriptions.work import unit_of_work


async def me(viewer: Viewer) -> User:
    return await User.read(viewer.id)


async def sign_out(viewer: Viewer) -> bool:
    """End the session of the request."""
    if viewer.session_id is None:
        raise Refused(Code.STEP_NOT_ALLOWED, "You cannot sign out here; sign out at your identity provider.")
    return await revoke_session(viewer, viewer.session_id)


async def sessions(viewer: Viewer) -> Sequence[Session]:
    return await Session.filter(user_id=viewer.id, expires_at__gt=now()).order_by("-created_at").limit(100)


async def revoke_session(viewer: Viewer, session_id: UUID) -> bool:
    async def revoke() -> bool:
        await (await Session.of(viewer, session_id)).revoke()
        return True

    return await unit_of_work(revoke)


async def update_profile(
    viewer: Viewer, name: str | None, time_zone: str | None, phone: str | None = None
) -> User:
    async def update() -> User:
        user = await User.get(id=viewer.id)
        await user.update_profile(name, time_zone, phone)
        return user

    return await unit_of_work(update)


async def create_user(viewer: Viewer, **details: Any) -> User:
    user = await User.prepare(viewer, **details)
    return await unit_of_work(user.add)


async def disable_user(viewer: Viewer, user_id: UUID) -> User:
    async def disable() -> User:
        user = await User.for_admin(viewer, user_id)
        await user.disable(now())
        return user

    return await unit_of_work(disable)


async def enable_user(viewer: Viewer, user_id: UUID) -> User:
    async def enable() -> User:
        user = await User.for_admin(viewer, user_id)
        await user.enable()
        return user

    return await unit_of_work(enable)


def users(role: Role | None) -> Listing[User]:
    return newest_first(User.filter(role=role) if role else User.all())
