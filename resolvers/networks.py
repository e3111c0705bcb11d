"""The network that an address belongs to: attempts are counted for it, as one caller owns all of it."""

from ipaddress import IPv6Address, ip_address, ip_network

IPV6_BITS = 64


def network_of(address: str) -> str:
    """Return an IPv4 address as it is, an IPv6 address as its /64 network, any other text unchanged."""
    try:
        host = ip_address(address)
    except ValueError:
        return address
    if not isinstance(host, IPv6Address):
        return str(host)
    return str(host.ipv4_mapped or ip_network((int(host), IPV6_BITS), strict=False))
