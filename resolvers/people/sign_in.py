"""Signing in with a password, and changing it: the two places where a password is checked."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta

from models.clock import now
from models.people import passwords
from models.people.device import Device
from models.people.session import Session, lock_user, user_with_password
from models.people.user import User, wrong_current_password
from models.people.viewer import Viewer
from models.storage.idempotency import is_repeated
from resolvers.people.attempt import Attempt
from subscriptions.work import unit_of_work


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The new session, with its token and, if requested, the token of the device."""

    token: str
    session: Session
    user: User
    device: str | None


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """The lifetimes of a session and of a remembered device; None remembers no device."""

    session: timedelta
    device: timedelta | None


async def sign_in(
    email: str, password: str, device_token: str | None, attempt: Attempt, lifetimes: Lifetimes
) -> SignedIn:
    account = email.strip().lower()[:254]
    device = await Device.known(device_token, account, now()) if device_token else None
    async with attempt.by("device", str(device.id)) if device else attempt.of_stranger(account):
        user = await user_with_password(email, password)

    async def open_session() -> SignedIn:
        await lock_user(user)
        session, token = await Session.open(user, lifetimes.session, attempt.user_agent, now())
        new_device = lifetimes.device and await Device.remember(
            user, device_token, lifetimes.device, attempt.user_agent, now()
        )
        return SignedIn(token, session, user, new_device or None)

    return await unit_of_work(open_session)


async def change_password(viewer: Viewer, current: str, new: str, attempt: Attempt) -> User:
    """Replace the password; end all other sessions and all devices."""
    await passwords.check_new_password(new, "newPassword")
    user = await User.get(id=viewer.id)
    turn = attempt.by("session", str(viewer.session_id or viewer.id))
    is_verified = not await is_repeated() and await _is_current(user, current, turn)
    password_hash = await passwords.hash_password(new, "newPassword") if is_verified else None

    async def change() -> User:
        if password_hash is None:
            raise wrong_current_password()
        await user.replace_password(password_hash)
        await Session.revoke_other_sessions(viewer)
        return user

    return await unit_of_work(change)


async def _is_current(user: User, password: str, turn: AbstractAsyncContextManager[None]) -> bool:
    """Verify the password; refuse a wrong one, unless the request was just carried out with its key."""
    async with turn:
        is_right = await passwords.matches(password, user.password_hash)
        if not is_right and not await is_repeated():
            raise wrong_current_password()
    return is_right
