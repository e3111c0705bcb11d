"""Who orders, as far as limits for each customer can know them."""

from models.checks import clean_email
from models.phone import known_phone
from models.refused import Refused, bad_input


def guest_key(phone: str | None, email: str | None, region: str) -> str | None:
    """One word for one person: their number in E.164, else their address in small letters; or nobody."""
    if phone and phone.strip():
        return "tel:" + known_phone(phone, region, "customer.phone").e164
    if email and email.strip():
        return "mail:" + _address(email)
    return None


def _address(email: str) -> str:
    try:
        return clean_email(email)
    except Refused as refused:
        raise bad_input(refused.sentence, "customer.email") from None
