"""The rows that the permission matrix is exercised on: for each question one that is the asker's, one not."""

from collections.abc import Callable
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from models.paging import cursor, number_at
from schema.notification import ORDER as NOTIFICATIONS
from tests.cast import PASSWORD, Cast, Everybody, Person
from tests.running import SECRET, Client

COLUMNS = ("everybody", "agent", "builder", "admin", "super admin", "scheduler")
PAUSE = "mutation($id: UUID!) { pauseOffer(id: $id) { __typename } }"
INBOX = "{ notifications(first: 1) { nodes { id cursor } } }"
SIGN_IN = """mutation($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { ... on SignedIn { token session { id } } }
}"""


class Stage(Cast):
    """A project and an offer on it for the builder and the agent; another of each that is neither's."""

    def __init__(self, everybody: Everybody) -> None:
        super().__init__(everybody)
        self.associate(self.foreign, self.other_agent)
        self.scheduler = self.server.client(**{"x-internal-secret": SECRET})
        self.signed_in: dict[str, Person] = {
            "agent": self.agent,
            "builder": self.builder,
            "admin": self.admin,
            "super admin": self.super_admin,
        }
        self.shown = self.offer()
        self.hidden = self.offer(self.other_builder, self.foreign)
        self._tell_everybody()

    def _tell_everybody(self) -> None:
        """Offers and pauses by others leave a notification for each role."""
        by_admin, by_super_admin = (self.offer(who) for who in (self.admin, self.super_admin))
        self.admin.client.get(PAUSE, id=self.offer())
        self.super_admin.client.get(PAUSE, id=by_admin)
        self.admin.client.get(PAUSE, id=by_super_admin)

    def client(self, column: str) -> Client:
        nobody = {"everybody": self.stranger, "scheduler": self.scheduler}
        return nobody[column] if column in nobody else self.signed_in[column].client

    def person(self, column: str) -> Person:
        """Whoever asks; the builder where nobody has signed in."""
        return self.signed_in.get(column, self.builder)

    def somebody_else(self, person: Person) -> Person:
        """Who has rows of the same sort that are not this person's."""
        return self.other_agent if person is not self.other_agent else self.agent

    def new_offer(self, own: bool) -> str:
        return self.offer() if own else self.offer(self.other_builder, self.foreign)

    def paused_offer(self, own: bool) -> str:
        offer = self.new_offer(own)
        self.admin.client.get(PAUSE, id=offer)
        return offer

    def notification(self, person: Person) -> str:
        """The newest that they have not dismissed."""
        if not (found := person.client.get(INBOX)["nodes"]):
            self._tell_everybody()
            found = person.client.get(INBOX)["nodes"]
        notification_id: str = found[0]["id"]
        return notification_id

    def just_before_the_latest(self, person: Person) -> str:
        """The cursor after which a subscription begins with the newest notification."""
        self.notification(person)
        latest = person.client.get(INBOX)["nodes"][0]["cursor"]
        return cursor(NOTIFICATIONS, (number_at(latest, NOTIFICATIONS) or 1) - 1, UUID(int=0))

    @cached_property
    def two_projects(self) -> tuple[str, str]:
        """One that the builder and the agent see, and one that they do not; each has an agent."""
        own = self.new_project(self.builder)
        self.associate(own, self.agent)
        return own, self.manned_project(False)

    @cached_property
    def two_offers(self) -> tuple[str, str]:
        return self.new_offer(True), self.new_offer(False)

    @cached_property
    def two_users(self) -> tuple[str, str]:
        """An agent and an admin, of no further use."""
        return self._new_user("AGENT"), self._new_user("ADMIN")

    def any_session(self, person: Person) -> str:
        """The id of one of their sessions."""
        found: str = person.client.get("{ sessions { id } }")[0]["id"]
        return found

    def session(self, person: Person) -> dict[str, Any]:
        """The token and id of one more session of theirs."""
        made: dict[str, Any] = self.server.client().get(SIGN_IN, email=person.email, password=PASSWORD)
        return made

    def _new_user(self, role: str) -> str:
        return str(self.super_admin.client.get(CREATE_USER, input=self.user_wish(role))["id"])

    def user_wish(self, role: str) -> dict[str, str]:
        email = f"{uuid4().hex}@example.com"
        return {"email": email, "name": "New", "role": role, "password": PASSWORD}

    def unmanned_project(self, own: bool) -> str:
        return self.new_project(self.builder if own else self.other_builder)

    def manned_project(self, own: bool) -> str:
        project = self.unmanned_project(own)
        self.associate(project, self.other_agent)
        return project


CREATE_USER = "mutation($input: CreateUserInput!) { createUser(input: $input) { ... on User { id } } }"
Variables = Callable[[Stage, Person], dict[str, Any]]
