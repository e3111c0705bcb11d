"""The visitor who opens a link, and how much of the address is stored."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address, ip_network


class AddressLog(StrEnum):
    """The form in which an address is stored."""

    TRUNCATED = "truncated"
    HASHED = "hashed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Visitor:
    """The visitor of a link, as the access log records it."""

    address: str
    user_agent: str


def loggable_address(address: str, how: AddressLog, salt: str) -> str:
    """Return the address as the log stores it: its network, a keyed hash, or an empty string."""
    if how is AddressLog.NONE or not address:
        return ""
    if how is AddressLog.HASHED:
        return hashlib.blake2s(address.encode(), key=salt.encode()[:32], digest_size=8).hexdigest()
    try:
        bits = 24 if ip_address(address).version == 4 else 48
        return str(ip_network(f"{address}/{bits}", strict=False))
    except ValueError:
        return ""
