"""The identity of a guest for limits per customer: a keyed hash, never a phone number or address."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.checks import clean_email
from models.phone import parse_phone
from models.refused import Code, Denied, Refused, bad_input
from models.storage.sql import Sql, execute

NO_KEY = "SECRET_KEY must be set on this server to tell guests apart."
ERASE_GUESTS = (
    "UPDATE orders SET guest = NULL WHERE guest IS NOT NULL AND created_at < ?",
    "UPDATE redemptions SET guest = NULL WHERE guest IS NOT NULL AND created_at < ?",
    "UPDATE table_sessions SET guest = NULL WHERE guest IS NOT NULL AND created_at < ?",
    "DELETE FROM promotion_guests WHERE created_at < ?",
)


@dataclass(frozen=True, slots=True)
class GuestContact:
    """The contact details that a guest gives, and the key to hash them with."""

    phone: str | None = None
    email: str | None = None
    secret_key: str | None = None

    def key(self, restaurant_id: UUID, region: str) -> str | None:
        """Return the guest's hash for this restaurant, 64 hexadecimal digits; None without contact details.

        Raises Denied (NOT_CONFIGURED) if the server has no key.
        """
        contact = self._contact(region)
        if contact is None:
            return None
        if self.secret_key is None:
            raise Denied(Code.NOT_CONFIGURED, NO_KEY)
        message = f"guest:{restaurant_id}:{contact}".encode()
        return hmac.digest(self.secret_key.encode(), message, "sha256").hex()

    def _contact(self, region: str) -> str | None:
        """Return the phone number in E.164, else the e-mail address in lower case, else None."""
        if self.phone and self.phone.strip():
            return "tel:" + parse_phone(self.phone, region, "customer.phone").e164
        if self.email and self.email.strip():
            return "mail:" + _address(self.email)
        return None


NO_CONTACT = GuestContact()


async def forget_old_guests(now: datetime, retention: timedelta) -> int:
    """Erase guests from rows older than `kept_for`; orders stay. Returns the number of rows changed."""
    return sum([await execute(Sql(statement, now - retention)) for statement in ERASE_GUESTS])


def _address(email: str) -> str:
    try:
        return clean_email(email)
    except Refused as refused:
        raise bad_input(refused.sentence, "customer.email") from None
