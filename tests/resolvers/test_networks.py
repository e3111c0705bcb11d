"""The network that an address is counted for."""

import pytest

from resolvers.networks import network_of

NETWORKS = {
    "192.0.2.7": "192.0.2.7",
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
    "2001:DB8:1:2::": "2001:db8:1:2::/64",
    "2001:db8:1:3::1": "2001:db8:1:3::/64",
    "::ffff:192.0.2.7": "192.0.2.7",
    "::1": "::/64",
    "fe80::1%eth0": "fe80::/64",
    "": "",
    "a socket": "a socket",
}


@pytest.mark.parametrize("address", NETWORKS)
def test_an_ipv6_address_is_counted_as_its_network(address: str) -> None:
    assert network_of(address) == NETWORKS[address]
