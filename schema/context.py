"""What every field can ask about the request it answers."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from starlette.requests import HTTPConnection
from strawberry.dataloader import DataLoader
from strawberry.types import Info as StrawberryInfo

from models.links import Links, token_hash
from models.message import Message
from models.project import Project
from models.refused import unauthenticated
from models.split_standing import Standings
from models.touch import AddressLog, Visitor, kept_address
from models.user import User
from models.viewer import Viewer
from resolvers.people import Attempt
from resolvers.projects import people, projects_by_id
from resolvers.rates import Rates, several
from resolvers.shares import messages_of
from resolvers.splits import standings_of
from settings import Settings


def _people() -> DataLoader[UUID, User | None]:
    return DataLoader(load_fn=people)


def _projects() -> DataLoader[UUID, Project | None]:
    return DataLoader(load_fn=projects_by_id)


def _splits() -> DataLoader[UUID, Standings]:
    return DataLoader(load_fn=standings_of)


def _messages() -> DataLoader[UUID, Message | None]:
    return DataLoader(load_fn=messages_of)


@dataclass
class Context:
    """One a request; over a WebSocket one a connection, copied afresh for each operation."""

    settings: Settings
    connection: HTTPConnection
    viewer_or_none: Viewer | None = None
    not_signed_in_because: str = "Sign in first."
    is_scheduler: bool = False
    connection_params: dict[str, Any] = field(default_factory=dict)
    people: DataLoader[UUID, User | None] = field(default_factory=_people)
    projects: DataLoader[UUID, Project | None] = field(default_factory=_projects)
    splits: DataLoader[UUID, Standings] = field(default_factory=_splits)
    messages: DataLoader[UUID, Message | None] = field(default_factory=_messages)

    @property
    def viewer(self) -> Viewer:
        """Whoever is signed in; refuses everybody else with the reason."""
        if self.viewer_or_none is None:
            raise unauthenticated(self.not_signed_in_because)
        return self.viewer_or_none

    @property
    def caller(self) -> str:
        """Who asks, as one word for the log and for idempotency keys: never a name or a token."""
        if self.viewer_or_none:
            return f"{self.viewer_or_none.role}:{self.viewer_or_none.id}"
        return "SCHEDULER" if self.is_scheduler else "ANONYMOUS"

    @property
    def links(self) -> Links:
        return Links(self.settings.secret_key, self.settings.app_url)

    @property
    def visitor(self) -> Visitor:
        """Whoever touches a link, as the access log may know them."""
        how = AddressLog(self.settings.address_log)
        address = kept_address(self.address, how, self.settings.secret_key or "")
        return Visitor(address, self.connection.headers.get("user-agent", ""))

    async def count_public(self, token: str) -> None:
        """Everything public is counted for the address and for the link."""
        rates: Rates = self.connection.state.rates
        await rates.count(several(self.settings.public_rate, 1), "public", self.address)
        await rates.count(several(self.settings.public_rate, 1), "link", token_hash(token))

    @property
    def address(self) -> str:
        client = self.connection.client
        return client.host if client else ""

    @property
    def sign_in_attempt(self) -> Attempt:
        return Attempt(
            address=self.address,
            user_agent=self.connection.headers.get("user-agent", ""),
            rates=self.connection.state.rates,
            rate=self.settings.sign_in_rate,
        )

    def forget(self) -> None:
        """What was loaded may have changed: load it again next time."""
        self.people.clear_all()
        self.projects.clear_all()
        self.splits.clear_all()
        self.messages.clear_all()

    def fresh(self) -> "Context":
        """The same for one more operation: what loaders remember must not outlive it."""
        return replace(self, people=_people(), projects=_projects(), splits=_splits(), messages=_messages())


Info = StrawberryInfo[Context, None]
