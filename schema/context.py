"""The context that every field can read: the caller, the settings and the data loaders."""

from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

from starlette.requests import HTTPConnection
from strawberry.types import Info as StrawberryInfo

from models.people.viewer import Viewer
from models.refused import unauthenticated
from models.sharing.tokens import Links, token_hash
from models.sharing.visitor import AddressLog, Visitor, loggable_address
from models.slots.texting import TO_THE_LOG, Texting
from resolvers.budget import Budget
from resolvers.networks import network_of
from resolvers.people.attempt import Attempt
from resolvers.rates import Rates, multiply_rate
from schema.loaders import Loaders
from settings import Settings


@dataclass
class Context:
    """The context of one request, or of one WebSocket connection and then copied for each operation."""

    settings: Settings
    connection: HTTPConnection
    viewer_or_none: Viewer | None = None
    not_signed_in_because: str = "You must sign in first."
    is_scheduler: bool = False
    connection_params: dict[str, Any] = field(default_factory=dict)
    loaders: Loaders = field(default_factory=Loaders)

    @property
    def viewer(self) -> Viewer:
        """Return the signed-in viewer; refuse anyone else with the reason."""
        if self.viewer_or_none is None:
            raise unauthenticated(self.not_signed_in_because)
        return self.viewer_or_none

    @property
    def caller(self) -> str:
        """Return the caller as one word for the log and for idempotency keys: never a name or a token."""
        if self.viewer_or_none:
            return f"{self.viewer_or_none.role}:{self.viewer_or_none.id}"
        return "SCHEDULER" if self.is_scheduler else "ANONYMOUS"

    @property
    def links(self) -> Links:
        return Links(self.settings.secret_key, self.settings.app_url)

    @property
    def texting(self) -> Texting:
        return Texting(self.links, self.settings.twilio_from or TO_THE_LOG)

    @property
    def visitor(self) -> Visitor:
        """Return the visitor of a link, with the address as the access log may store it."""
        form = AddressLog(self.settings.address_log)
        address = loggable_address(self.address, form, self.settings.secret_key or "")
        return Visitor(address, self.connection.headers.get("user-agent", ""))

    async def count_public(self, token: str | None) -> None:
        """Count a public request per address, and per link token or table code if there is one.

        A value that anyone can name gets no count of its own, or one caller could use it up for all.
        """
        rates: Rates = self.connection.state.rates
        await rates.count(multiply_rate(self.settings.public_rate, 1), "public", self.network)
        if token is not None:
            await rates.count(multiply_rate(self.settings.public_rate, 1), "link", token_hash(token))

    @property
    def address(self) -> str:
        client = self.connection.client
        return client.host if client else ""

    def charge(self, objects: int) -> None:
        """Charge the caller's budget: a user's own, else that of the network."""
        budget: Budget = self.connection.state.budget
        payer = f"user:{self.viewer_or_none.id}" if self.viewer_or_none else f"network:{self.network}"
        budget.spend("SCHEDULER" if self.is_scheduler else payer, objects, monotonic())

    @property
    def network(self) -> str:
        """Return what requests without an account, and failed sign-ins, are counted for."""
        return network_of(self.address)

    @property
    def password_attempt(self) -> Attempt:
        return Attempt(
            network=self.network,
            user_agent=self.connection.headers.get("user-agent", ""),
            rates=self.connection.state.rates,
            rate=self.settings.sign_in_rate,
            secret=self.settings.secret_key or "",
        )

    def with_new_loaders(self) -> "Context":
        """Return a copy for one more operation, because the loaders' cache must not outlive an operation."""
        return replace(self, loaders=Loaders())


Info = StrawberryInfo[Context, None]
