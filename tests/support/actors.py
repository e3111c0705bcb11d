"""The users of the tests over HTTP, and their projects and offers."""

from typing import Any
from uuid import uuid4

from tests.support.server import Client, RunningServer

PASSWORD = "correct horse battery"
# The smallest memory that argon2 accepts, in KiB: the hashes of tests guard nothing.
CHEAP_MEMORY = 8
SIGN_IN = """mutation($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { ... on SignedIn { token user { id } } }
}"""
CREATE_USER = """mutation($input: CreateUserInput!) {
  createUser(input: $input) { ... on User { id } ... on Refusal { code message field } }
}"""
CREATE_PROJECT = """mutation($input: ProjectInput!) {
  createProject(input: $input) { ... on Project { id } ... on Refusal { code message field } }
}"""
ASSOCIATE = """mutation($project: UUID!, $agent: UUID!) {
  associateAgent(projectId: $project, agentId: $agent) { ... on Association { id } ... on Refusal { code } }
}"""
CREATE_OFFER = """mutation($input: OfferInput!, $key: String) {
  createOffer(input: $input, idempotencyKey: $key) {
    ... on IncentiveOffer { id title status version validFrom validUntil }
    ... on Refusal { code message field }
  }
}"""
ROLES = {
    "builder": "BUILDER",
    "other_builder": "BUILDER",
    "agent": "AGENT",
    "other_agent": "AGENT",
    "admin": "ADMIN",
}


class Person:
    """A signed-in user; `client` sends their operations."""

    def __init__(self, server: RunningServer, email: str) -> None:
        signed_in = server.client().get(SIGN_IN, email=email, password=PASSWORD)
        self.email = email
        self.id: str = signed_in["user"]["id"]
        self.token: str = signed_in["token"]
        self.client: Client = server.client(self.token)


class Users:
    """One user per role; `super_admin` exists already and creates the others."""

    def __init__(self, server: RunningServer) -> None:
        self.server = server
        self.stranger = server.client()
        self.super_admin = Person(server, "super_admin@example.com")
        self.builder, self.other_builder, self.agent, self.other_agent, self.admin = (
            self.new_user(role, name) for name, role in ROLES.items()
        )

    def new_user(self, role: str, name: str | None = None) -> Person:
        """Create a new user and sign them in."""
        name = name or f"n{uuid4().hex[:12]}"
        email = f"{name}@example.com"
        user_input = {"email": email, "name": name, "role": role, "password": PASSWORD}
        assert "id" in self.super_admin.client.get(CREATE_USER, input=user_input)
        return Person(self.server, email)


class Cast:
    """The users; `project` is the builder's, with the agent on it, `other_project` the other builder's."""

    def __init__(self, users: Users) -> None:
        self.users = users
        self.server = users.server
        self.stranger = users.stranger
        self.builder, self.other_builder = users.builder, users.other_builder
        self.agent, self.other_agent = users.agent, users.other_agent
        self.admin, self.super_admin = users.admin, users.super_admin
        self.project: str = self.new_project(self.builder)
        self.other_project: str = self.new_project(self.other_builder)
        self.associate(self.project, self.agent)

    def new_project(self, builder: Person) -> str:
        answer = builder.client.get(CREATE_PROJECT, input={"name": f"Project {uuid4().hex[:8]}"})
        project_id: str = answer["id"]
        return project_id

    def associate(self, project: str, agent: Person) -> None:
        assert "id" in self.admin.client.get(ASSOCIATE, project=project, agent=agent.id)

    def offer_input(self, project: str | None = None, **changes: Any) -> dict[str, Any]:
        """Return an OfferInput; fields of the terms in `changes` go to the terms."""
        shared = {key: changes.pop(key) for key in list(changes) if key in SHARED}
        terms = {"projectId": project or self.project, "type": "CLOSING_BONUS", "incentiveAmount": 50_000_00}
        return {"title": "Closing bonus", **shared, "terms": {"incentive": terms | changes}}

    def offer(self, by: Person | None = None, project: str | None = None, **changes: Any) -> str:
        """Create an incentive, by default the builder's on their project; return its id."""
        answer = (by or self.builder).client.get(CREATE_OFFER, input=self.offer_input(project, **changes))
        assert "id" in answer, answer
        offer_id: str = answer["id"]
        return offer_id


SHARED = ("title", "description", "validFrom", "validUntil")
