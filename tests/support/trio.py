"""A builder and two agents without other notifications, and the queries that read them."""

from typing import Any

from models.people.viewer import Role
from tests.support.actors import ASSOCIATE, CREATE_OFFER, CREATE_PROJECT, Cast
from tests.support.database_dump import PasswordlessUser

ALL = """query($filter: NotificationReading! = NOT_DISMISSED, $events: [OfferEvent!],
  $first: Int, $after: String, $page: Int, $limit: Int) {
  notifications(filter: $filter, events: $events, first: $first, after: $after, page: $page, limit: $limit) {
    nodes { id event message readAt dismissedAt cursor offer { id } }
    pageInfo { hasNextPage endCursor } pagination { total }
  }
}"""
LISTEN = """subscription($after: String) { notifications(after: $after) {
  unreadCount notification { id event message cursor offer { id } }
} }"""


class Trio:
    """A new builder with a project, and two new agents on it, who get no other notifications."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.builder = PasswordlessUser(cast.server, Role.BUILDER)
        self.agent, self.second = PasswordlessUser(cast.server), PasswordlessUser(cast.server)
        self.project: str = self.builder.client.get(CREATE_PROJECT, input={"name": "P"})["id"]
        for agent in (self.agent, self.second):
            self.builder.client.get(ASSOCIATE, project=self.project, agent=str(agent.id))

    def offer(self, by: Any = None, **changes: Any) -> str:
        offer_input = self.cast.offer_input(self.project, **changes)
        offer_id: str = (by or self.builder).client.get(CREATE_OFFER, input=offer_input)["id"]
        return offer_id


def read_notifications(person: Any, **variables: Any) -> list[dict[str, Any]]:
    """Return the notifications of a person, newest first."""
    nodes: list[dict[str, Any]] = person.client.get(ALL, **{"first": 100} | variables)["nodes"]
    return nodes


def read_events(person: Any) -> list[str]:
    return [note["event"] for note in read_notifications(person)]


def count_unread(person: Any) -> int:
    count: int = person.client.get("{ unreadCount }")
    return count
