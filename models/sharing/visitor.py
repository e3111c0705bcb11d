"""Who opens a link, and how much of their address is kept."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address, ip_network


class AddressLog(StrEnum):
    """How much of an address is kept."""

    TRUNCATED = "truncated"
    HASHED = "hashed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who touches a link, as far as the log may know."""

    address: str
    user_agent: str


def kept_address(address: str, how: AddressLog, salt: str) -> str:
    """The address as the log keeps it: its network, a keyed hash, or nothing."""
    if how is AddressLog.NONE or not address:
        return ""
    if how is AddressLog.HASHED:
        return hashlib.blake2s(address.encode(), key=salt.encode()[:32], digest_size=8).hexdigest()
    try:
        bits = 24 if ip_address(address).version == 4 else 48
        return str(ip_network(f"{address}/{bits}", strict=False))
    except ValueError:
        return ""
