"""The users: builders, agents and admins."""

from datetime import datetime
from functools import cache
from typing import Self
from uuid import UUID
from zoneinfo import available_timezones

from tortoise import fields
from tortoise.exceptions import IntegrityError

from models.checks import clean_email, clean_line, is_email, is_phone
from models.people import passwords
from models.people.access import Access, require
from models.people.viewer import ADMINS, Role, Viewer
from models.refused import Code, Refused, bad_input, forbidden
from models.storage.doorbells import ring
from models.storage.row import Row
from models.storage.sql import Sql, execute, one_of


class User(Row):
    """A user. Without a password hash, the user signs in at the identity provider."""

    email = fields.CharField(max_length=254, null=True, unique=True)
    name = fields.CharField(max_length=120)
    role = fields.CharEnumField(Role, max_length=16)
    time_zone = fields.CharField(max_length=64, default="UTC")
    phone = fields.CharField(max_length=16, null=True)
    password_hash = fields.CharField(max_length=200, null=True)
    subject = fields.CharField(max_length=400, null=True, unique=True)
    auth_epoch = fields.IntField(default=0)
    disabled_at = fields.DatetimeField(null=True)

    class Meta:
        table = "users"

    @classmethod
    async def prepare(
        cls,
        viewer: Viewer | None,
        *,
        email: str,
        name: str,
        role: Role,
        password: str,
        time_zone: str = "UTC",
    ) -> Self:
        """Return a new user that is not stored yet; only a super admin, or no viewer, makes admins."""
        if viewer and role in ADMINS and viewer.role is not Role.SUPER_ADMIN:
            raise forbidden("You must be a super admin to create admins.", "role")
        fields = {"email": clean_email(email), "name": clean_line(name, "name", 120), "role": role}
        zone = clean_zone(time_zone)
        return cls(**fields, time_zone=zone, password_hash=await passwords.hash_password(password))

    async def add(self) -> Self:
        """Store the new user; refuse an address that is in use."""
        try:
            await self.save(force_create=True)
        except IntegrityError:
            raise Refused(Code.CONFLICT, "A user with this e-mail address already exists.", "email") from None
        return self

    @classmethod
    async def for_admin(cls, viewer: Viewer, user_id: UUID) -> Self:
        """Return the user for an admin to change; only a super admin may change admins."""
        access = Access(viewer, "user", user_id, "User.governed_by", "id")
        user = await require(cls.get_or_none(id=user_id), None, access)
        if user.role in ADMINS and viewer.role is not Role.SUPER_ADMIN:
            raise access.deny(True, "You must be a super admin to change an admin.")
        return user

    @classmethod
    async def from_provider(cls, subject: str, name: str, verified_email: str | None, role: Role) -> Self:
        """Return the identity provider's user, made if new; an address in use is left to its owner."""
        user = await cls.get_or_none(subject=subject)
        if user is None:
            return await cls._from_provider(subject, name, verified_email, role)
        if user.role is not role:
            user.role = role
            await user.save(update_fields=["role"])
            await refresh_rights(user.id)
        return user

    @classmethod
    async def _from_provider(cls, subject: str, name: str, verified_email: str | None, role: Role) -> Self:
        address = (verified_email or "").strip().lower()
        free = is_email(address) and not await cls.exists(email=address)
        fresh = cls(subject=subject, name=clean_line(name[:120], "name", 120), role=role)
        fresh.email = address if free else None
        await cls.bulk_create([fresh], on_conflict=["subject"], ignore_conflicts=True)
        return await cls.get(subject=subject)

    async def disable(self, now: datetime) -> None:
        """Disable the user; sessions and devices end permanently, live subscriptions close immediately."""
        self.disabled_at = self.disabled_at or now
        await self.save(update_fields=["disabled_at"])
        await execute(Sql("DELETE FROM sessions WHERE user_id = ?", self.id))
        await execute(Sql("DELETE FROM devices WHERE user_id = ?", self.id))
        await refresh_rights(self.id)

    async def enable(self) -> None:
        self.disabled_at = None
        await self.save(update_fields=["disabled_at"])

    async def replace_password(self, password_hash: str) -> None:
        """Replace the password that was verified, and forget all devices.

        Refuse if another request has replaced it meanwhile.
        """
        verified = type(self).filter(id=self.id, password_hash=self.password_hash)
        if not await verified.update(password_hash=password_hash):
            raise wrong_current_password()
        await execute(Sql("DELETE FROM devices WHERE user_id = ?", self.id))
        await refresh_rights(self.id)

    async def update_profile(self, name: str | None, time_zone: str | None, phone: str | None) -> None:
        """Change what is not None; an empty phone removes the number."""
        self.name = self.name if name is None else clean_line(name, "name", 120)
        self.time_zone = self.time_zone if time_zone is None else clean_zone(time_zone)
        self.phone = self.phone if phone is None else _clean_phone(phone)
        await self.save(update_fields=["name", "time_zone", "phone"])


def wrong_current_password() -> Refused:
    return bad_input("The current password is wrong.", "currentPassword")


def auth_channel(user_id: UUID) -> str:
    return f"auth:{user_id}"


async def refresh_rights(*user_ids: UUID) -> None:
    """Make every connection of these users check its rights again."""
    await execute(Sql("UPDATE users SET auth_epoch = auth_epoch + 1 WHERE") + one_of("id", user_ids))
    for user_id in user_ids:
        ring(auth_channel(user_id))


def _clean_phone(phone: str) -> str | None:
    clean = phone.strip()
    if clean and not is_phone(clean):
        raise bad_input("The phone number must be in international format, e.g. +919812345678.", "phone")
    return clean or None


@cache
def _zones() -> set[str]:
    """Return the IANA zones, cached because they are read from about 600 files."""
    return available_timezones()


def clean_zone(name: str, field: str = "timeZone") -> str:
    if name not in _zones():
        raise bad_input(f"The time zone must be an IANA name, e.g. Asia/Kolkata, not “{name[:64]}”.", field)
    return name


async def owner_of(viewer: Viewer, builder_id: UUID | None, noun: str) -> UUID:
    """Return the owner of a new project or business; an admin must name the builder."""
    if viewer.role is Role.BUILDER and builder_id not in (None, viewer.id):
        raise forbidden(f"A builder cannot create a {noun} for somebody else.", "builderId")
    owner = viewer.id if viewer.role is Role.BUILDER else builder_id
    if owner is None or not await User.exists(id=owner, role=Role.BUILDER):
        raise bad_input(f"You must name the builder who owns this {noun}.", "builderId")
    return owner
