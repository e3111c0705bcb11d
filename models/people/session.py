"""Sign-in sessions: opaque tokens, stored only as their SHA-256, revocable immediately."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from tortoise import fields

from models.checks import is_email
from models.people import passwords
from models.people.access import Access, require
from models.people.tokens import hash_token, new_token
from models.people.user import User, auth_channel
from models.people.viewer import Role, Viewer
from models.refused import Denied, unauthenticated
from models.storage.doorbells import ring
from models.storage.row import Row
from models.storage.sql import Sql, execute, fetch, moment, one_of

TOKEN_PREFIX = "ses_"  # noqa: S105 - a prefix, not a secret
WRONG = "The e-mail address or the password is wrong."
ENDED = "Your session has ended; sign in again."


class Session(Row):
    """A sign-in of one user until it expires; revoking deletes the row."""

    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("offers.User", related_name="sessions")
    user_id: UUID
    token_hash = fields.CharField(max_length=64, unique=True)
    expires_at = fields.DatetimeField()
    user_agent = fields.CharField(max_length=200, default="")

    class Meta:
        table = "sessions"

    @classmethod
    async def open(cls, user: User, lifetime: timedelta, user_agent: str, now: datetime) -> tuple[Self, str]:
        """Open a session; return it with its token, which is not available later."""
        token = new_token(TOKEN_PREFIX)
        session = await cls.create(
            user=user, token_hash=hash_token(token), expires_at=now + lifetime, user_agent=user_agent[:200]
        )
        return session, token

    @classmethod
    async def of(cls, viewer: Viewer, session_id: UUID) -> Self:
        access = Access(viewer, "session", session_id, "Session.of", "id")
        return await require(cls.get_or_none(id=session_id, user_id=viewer.id), None, access)

    async def revoke(self) -> None:
        await self.delete()
        ring(auth_channel(self.user_id))

    @classmethod
    async def revoke_other_sessions(cls, viewer: Viewer) -> None:
        await cls.filter(user_id=viewer.id).exclude(id=viewer.session_id).delete()
        ring(auth_channel(viewer.id))


async def user_with_password(email: str, password: str) -> User:
    """Return the user with this password; refuse every mistake alike, in the same time."""
    user = await User.get_or_none(email=email.strip().lower()) if is_email(email) else None
    if not await passwords.matches(password, user.password_hash if user else None):
        raise unauthenticated(WRONG)
    if user is None or user.disabled_at:
        raise unauthenticated(WRONG)
    return user


async def lock_user(user: User) -> None:
    """Lock the user until the transaction ends; refuse if the verified password has changed meanwhile."""
    verified = User.filter(id=user.id, password_hash=user.password_hash, disabled_at=None)
    if await verified.select_for_update().first() is None:
        raise unauthenticated(WRONG)


async def viewer_with_token(token: str, now: datetime) -> Viewer:
    """Return the viewer in one statement; refuse unknown, expired and disabled alike."""
    return await _viewer(Sql("s.token_hash = ?", hash_token(token)), now)


async def reload_viewer(viewer: Viewer, now: datetime) -> Viewer:
    """Reload the viewer; refuse when the session has ended or the user is disabled."""
    if viewer.session_id:
        return await _viewer(Sql("s.id = ?", viewer.session_id), now)
    if viewer.signed_in_until and viewer.signed_in_until <= now:
        raise unauthenticated(ENDED)
    return viewer_of(await User.get_or_none(id=viewer.id), signed_in_until=viewer.signed_in_until)


async def reload_viewers(viewers: Sequence[Viewer], now: datetime) -> dict[Viewer, Viewer | Denied]:
    """Reload many viewers together; for one whose session has ended, return the refusal."""
    session_ids = [viewer.session_id for viewer in viewers if viewer.session_id]
    present = await _viewers(one_of("s.id", session_ids), now) if session_ids else []
    by_session = {viewer.session_id: viewer for viewer in present}
    without_session = {viewer.id for viewer in viewers if not viewer.session_id}
    users = await User.in_bulk(without_session, "id") if without_session else {}
    return {
        viewer: by_session.get(viewer.session_id) or _of_provider(viewer, users.get(viewer.id), now)
        for viewer in viewers
    }


def _of_provider(viewer: Viewer, user: User | None, now: datetime) -> Viewer | Denied:
    """Return the present viewer of a provider's token; a refusal if it has expired or was a session."""
    try:
        has_ended = viewer.session_id or (viewer.signed_in_until and viewer.signed_in_until <= now)
        return viewer_of(None if has_ended else user, signed_in_until=viewer.signed_in_until)
    except Denied as denied:
        return denied


def viewer_of(user: User | None, signed_in_until: datetime | None = None) -> Viewer:
    if user is None or user.disabled_at:
        raise unauthenticated(ENDED)
    return Viewer(
        user.id, user.name, user.role, user.time_zone, user.auth_epoch, signed_in_until=signed_in_until
    )


async def _viewer(session: Sql, now: datetime) -> Viewer:
    viewers = await _viewers(session, now)
    if not viewers:
        raise unauthenticated(ENDED)
    return viewers[0]


async def _viewers(session: Sql, now: datetime) -> list[Viewer]:
    rows = await fetch(
        "SELECT u.id, u.name, u.role, u.time_zone, u.auth_epoch, s.id AS session_id, s.expires_at"
        " FROM sessions s JOIN users u ON u.id = s.user_id"
        " WHERE u.disabled_at IS NULL AND s.expires_at > ? AND" + Sql("", now) + session
    )
    return [
        Viewer(
            id=_uuid(row["id"]),
            name=row["name"],
            role=Role(row["role"]),
            time_zone=row["time_zone"],
            auth_epoch=row["auth_epoch"],
            session_id=_uuid(row["session_id"]),
            signed_in_until=moment(row["expires_at"]),
        )
        for row in rows
    ]


async def forget_expired_sessions(now: datetime) -> int:
    return await execute(Sql("DELETE FROM sessions WHERE expires_at <= ?", now))


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
