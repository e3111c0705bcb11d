"""Every way in which an offer comes before somebody's eyes: each door tells which of these it shows."""

import json
from collections.abc import Callable
from uuid import UUID

from models.storage.paging import cursor, number_at
from resolvers.notifications.inbox import ORDER as NOTIFICATIONS
from resolvers.offers.activity import ORDER as ACTIVITY
from tests.support.actors import Person
from tests.support.server import SECONDS

LIST = "query($p: UUID!) { %s(first: 100, filter: {projectId: $p}) { nodes { id } pagination { total } } }"
FOLLOW = (
    "subscription($id: UUID!, $after: String) { offerActivity(offerId: $id, after: $after) { seq offerId } }"
)
BELL = "query($n: Int!) { notifications(first: $n) { nodes { cursor message offer { id title } } } }"
LISTEN = "subscription($after: String) { notifications(after: $after) { notification { offer { id } } } }"
Offers = dict[str, str]
Door = Callable[[Person, Offers], set[str]]


def line(seq: int) -> str:
    """The cursor of this line of any log."""
    return cursor(ACTIVITY, seq, UUID(int=0))


def by_id(query: str) -> Door:
    """Shows the offer, or says FORBIDDEN (NOT_FOUND once it is deleted)."""

    def shown(person: Person, offers: Offers) -> set[str]:
        answers = {offer: person.client.ask(query, id=offer) for offer in offers}
        codes = {e["extensions"]["code"] for answer in answers.values() for e in answer.get("errors", [])}
        assert codes <= {"FORBIDDEN", "NOT_FOUND"}
        return {offer for offer, answer in answers.items() if offer in json.dumps(answer["data"])}

    return shown


def in_list(field: str) -> Door:
    """A project's list, whose total must say the same."""

    def shown(person: Person, offers: Offers) -> set[str]:
        pages = [person.client.get(LIST % field, p=project) for project in set(offers.values())]
        assert all(page["pagination"]["total"] == len(page["nodes"]) for page in pages)
        return {node["id"] for page in pages for node in page["nodes"]} & set(offers)

    return shown


def under_a_notification(person: Person, offers: Offers) -> set[str]:
    """`tell_everybody` has told each of every offer."""
    notes = person.client.get(BELL, n=len(offers))["nodes"]
    assert all((note["offer"] is None) == ("Title" not in note["message"]) for note in notes)
    return {note["offer"]["id"] for note in notes if note["offer"]}


def in_a_replay(person: Person, offers: Offers) -> set[str]:
    """The same notifications, as a subscription brings them."""
    with person.client.subscribe(LISTEN, after=before_the_last(len(offers), person)) as heard:
        told = [heard.next()["notification"]["offer"] for _ in offers]
    return {offer["id"] for offer in told if offer}


def in_the_log_as_it_grows(person: Person, offers: Offers) -> set[str]:
    """One socket follows them all, each from its first line: what is not to be seen ends in an error."""
    shown, waiting = set[str](), set(offers)
    with person.client.socket() as connection:
        for offer in offers:
            payload = {"query": FOLLOW, "variables": {"id": offer, "after": line(0)}}
            connection.send(json.dumps({"type": "subscribe", "id": offer, "payload": payload}))
        while waiting:
            message = json.loads(connection.recv(SECONDS))
            waiting.discard(message["id"])
            if message["type"] == "next" and "errors" not in message["payload"]:
                shown.add(message["payload"]["data"]["offerActivity"]["offerId"])
    return shown


def before_the_last(count: int, person: Person) -> str:
    """The cursor after which only so many of their notifications are left."""
    newest = person.client.get(BELL, n=1)["nodes"]
    number = number_at(newest[0]["cursor"], NOTIFICATIONS) if newest else 0
    return cursor(NOTIFICATIONS, max(0, (number or 0) - count), UUID(int=0))


DOORS: dict[str, Door] = {
    "offer": by_id("query($id: UUID!) { offer(id: $id) { id } }"),
    "incentive": by_id("query($id: UUID!) { incentive(id: $id) { id } }"),
    "activity": by_id("query($id: UUID!) { activity(offerId: $id) { nodes { offerId } } }"),
    "offers": in_list("offers"),
    "incentives": in_list("incentives"),
    "notification.offer": under_a_notification,
    "subscription notifications": in_a_replay,
    "subscription offerActivity": in_the_log_as_it_grows,
}
