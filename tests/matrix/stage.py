"""The rows of the permission matrix: for each case an own one and a foreign one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from models.storage.paging import cursor, number_at
from resolvers.notifications.inbox import ORDER as NOTIFICATIONS
from tests.support.actors import PASSWORD, Cast, Person, Users
from tests.support.server import SECRET, Client
from tests.support.sharing import Link, answer, quote, share
from tests.support.sharing import quote_input as quote_wish

COLUMNS = ("everybody", "agent", "builder", "admin", "super admin", "scheduler")
PAUSE = "mutation($id: UUID!) { pauseOffer(id: $id) { __typename } }"
ACTIVATE = "mutation($id: UUID!) { activateOffer(id: $id) { __typename } }"
DISABLE = "mutation($id: UUID!) { disableUser(id: $id) { __typename } }"
INBOX = "{ notifications(first: 1) { nodes { id cursor } } }"
SIGN_IN = """mutation($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { ... on SignedIn { token device session { id } } }
}"""


class Stage(Cast):
    """The rows: a project with an offer for the builder and the agent, and a foreign project and offer."""

    def __init__(self, users: Users) -> None:
        super().__init__(users)
        self.associate(self.other_project, self.other_agent)
        self.scheduler = self.server.client(**{"x-internal-secret": SECRET})
        self.signed_in: dict[str, Person] = {
            "agent": self.agent,
            "builder": self.builder,
            "admin": self.admin,
            "super admin": self.super_admin,
        }
        self.shown = self.offer()
        self.hidden = self.offer(self.other_builder, self.other_project)
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
        """Return the user of a column; the builder where nobody is signed in."""
        return self.signed_in.get(column, self.builder)

    def somebody_else(self, person: Person) -> Person:
        """Return a user with rows of the same kind that are not this person's."""
        return self.other_agent if person is not self.other_agent else self.agent

    def new_offer(self, own: bool) -> str:
        return self.offer() if own else self.offer(self.other_builder, self.other_project)

    def changeable_offer(self, person: Person, own: bool) -> str:
        """Return an active offer that they may or may not change: agents see incentives but change none."""
        if person is not self.agent:
            return self.new_offer(own)
        return self.active_quote() if own else self.new_offer(True)

    def active_quote(self) -> str:
        offer = quote(self.agent)
        self.agent.client.get(ACTIVATE, id=offer)
        return offer

    def offer_wish(self, person: Person, own: bool) -> dict[str, Any]:
        """Return an OfferInput: agents write quotes, but no incentives even on their projects."""
        if person is self.agent:
            return quote_wish(projectId=self.project) if own else self.offer_input(self.project)
        return self.offer_input(self.project if own else self.other_project)

    def paused(self, person: Person, own: bool) -> str:
        offer = self.changeable_offer(person, own)
        self.admin.client.get(PAUSE, id=offer)
        return offer

    def link(self, person: Person, own: bool) -> Link:
        return share(self.admin, self.changeable_offer(person, own))

    def answered_offer(self, person: Person, own: bool) -> str:
        link = self.link(person, own)
        assert answer(self.stranger, link)["state"] == "ANSWERED"
        return link.offer

    def notification(self, person: Person) -> str:
        """Return the newest notification that they have not dismissed."""
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

    def session(self, person: Person) -> dict[str, Any]:
        """Open another session of this user; return its token and id."""
        made: dict[str, Any] = self.server.client().get(SIGN_IN, email=person.email, password=PASSWORD)
        return made

    def device(self, person: Person) -> str:
        """Sign this user in on a new device; return its id."""
        client = self.server.client(self.session(person)["token"])
        device_id: str = client.get("{ devices { id } }")[0]["id"]
        return device_id

    def new_user(self, role: str, disabled: bool = False) -> str:
        """Create a user for this call only; return the id."""
        wanted = self.user_wish(role)
        made = self.super_admin.client.get(CREATE_USER, input=wanted)["id"]
        if disabled:
            self.super_admin.client.get(DISABLE, id=made)
        return str(made)

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
