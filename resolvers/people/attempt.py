"""An attempt to prove a password, and the limits on its failures: by address first, then by name."""

import hmac
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from models.people.doubling import Doubling
from models.people.password_delay import PasswordDelay
from resolvers.rates import Rates, multiply_rate

PER_ADDRESS = 5


@dataclass(frozen=True, slots=True)
class Attempt:
    """The request that tries a password: its network, its user agent, and the rate that limits failures.

    `secret` keys the hashes of names, because people also type passwords where a name belongs.
    """

    network: str
    user_agent: str
    rates: Rates
    rate: str
    secret: str

    @asynccontextmanager
    async def of_stranger(self, account: str) -> AsyncIterator[None]:
        """Run the block as a try from an unknown device: counted for the address, then for the account."""
        per_address = multiply_rate(self.rate, PER_ADDRESS)
        of_address = self.rates.count_failure(per_address, "failed sign-in from", self.network)
        async with of_address, self.by("account", account):
            yield

    def by(self, kind: str, name: str) -> AbstractAsyncContextManager[None]:
        """Run the block as a try that is counted under this name alone."""
        item = multiply_rate(self.rate, 1)
        key_hash = hmac.digest(self.secret.encode(), f"{kind} {name}".encode("utf-8", "replace"), "sha256")
        return PasswordDelay.one_try(key_hash.hex(), Doubling(item.amount, item.get_expiry()))
