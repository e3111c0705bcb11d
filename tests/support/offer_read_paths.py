"""Every path by which a person can read an offer: each returns the offers that it shows."""

import json
from collections.abc import Callable
from uuid import UUID

from models.storage.paging import cursor, number_at
from resolvers.notifications.inbox import ORDER as NOTIFICATIONS
from resolvers.offers.activity import ORDER as ACTIVITY
from tests.support.actors import Person
from tests.support.server import SECONDS

FOLLOW = (
    "subscription($id: UUID!, $after: String) { offerActivity(offerId: $id, after: $after) { seq offerId } }"
)
BELL = "query($n: Int!) { notifications(first: $n) { nodes { cursor message offer { id title } } } }"
LISTEN = "subscription($after: String) { notifications(after: $after) { notification { offer { id } } } }"
Offers = dict[str, str]
ReadPath = Callable[[Person, Offers], set[str]]


def log_cursor(seq: int) -> str:
    """Return the cursor of this line of any log."""
    return cursor(ACTIVITY, seq, UUID(int=0))


def see_by_id(query: str) -> ReadPath:
    """Return a path that reads an offer by its id, or gets FORBIDDEN (NOT_FOUND once it is deleted)."""

    def read(person: Person, offers: Offers) -> set[str]:
        answers = {offer: person.client.ask(query, id=offer) for offer in offers}
        codes = {e["extensions"]["code"] for answer in answers.values() for e in answer.get("errors", [])}
        assert codes <= {"FORBIDDEN", "NOT_FOUND"}
        return {offer for offer, answer in answers.items() if offer in json.dumps(answer["data"])}

    return read


def see_in_list(field: str) -> ReadPath:
    """Return a path that reads the list of a project, and checks its total."""
    page = "nodes { id } pagination { total }"
    query = f"query($p: UUID!) {{ {field}(first: 100, filter: {{projectId: $p}}) {{ {page} }} }}"

    def read(person: Person, offers: Offers) -> set[str]:
        pages = [person.client.get(query, p=project) for project in set(offers.values())]
        assert all(page["pagination"]["total"] == len(page["nodes"]) for page in pages)
        return {node["id"] for page in pages for node in page["nodes"]} & set(offers)

    return read


def see_in_notifications(person: Person, offers: Offers) -> set[str]:
    """Read the notifications, one for each offer."""
    notes = person.client.get(BELL, n=len(offers))["nodes"]
    assert all((note["offer"] is None) == ("Title" not in note["message"]) for note in notes)
    return {note["offer"]["id"] for note in notes if note["offer"]}


def see_in_notification_replay(person: Person, offers: Offers) -> set[str]:
    """Read the same notifications by a subscription."""
    with person.client.subscribe(LISTEN, after=cursor_before_last(len(offers), person)) as stream:
        visible = [stream.next()["notification"]["offer"] for _ in offers]
    return {offer["id"] for offer in visible if offer}


def see_in_live_log(person: Person, offers: Offers) -> set[str]:
    """Follow all logs over one socket, each from its first line; hidden ones end in an error."""
    visible, pending = set[str](), set(offers)
    with person.client.socket() as connection:
        for offer in offers:
            payload = {"query": FOLLOW, "variables": {"id": offer, "after": log_cursor(0)}}
            connection.send(json.dumps({"type": "subscribe", "id": offer, "payload": payload}))
        while pending:
            message = json.loads(connection.recv(SECONDS))
            pending.discard(message["id"])
            if message["type"] == "next" and "errors" not in message["payload"]:
                visible.add(message["payload"]["data"]["offerActivity"]["offerId"])
    return visible


def cursor_before_last(count: int, person: Person) -> str:
    """Return the cursor before the last `count` notifications of this person."""
    newest = person.client.get(BELL, n=1)["nodes"]
    number = number_at(newest[0]["cursor"], NOTIFICATIONS) if newest else 0
    return cursor(NOTIFICATIONS, max(0, (number or 0) - count), UUID(int=0))


READ_PATHS: dict[str, ReadPath] = {
    "offer": see_by_id("query($id: UUID!) { offer(id: $id) { id } }"),
    "incentive": see_by_id("query($id: UUID!) { incentive(id: $id) { id } }"),
    "activity": see_by_id("query($id: UUID!) { activity(offerId: $id) { nodes { offerId } } }"),
    "offers": see_in_list("offers"),
    "incentives": see_in_list("incentives"),
    "notification.offer": see_in_notifications,
    "subscription notifications": see_in_notification_replay,
    "subscription offerActivity": see_in_live_log,
}
