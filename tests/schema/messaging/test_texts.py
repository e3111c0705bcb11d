"""A shop reads its texts and their replies; nobody else does."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from models.clock import now
from models.people.session import viewer_of
from models.people.user import User
from models.storage.database import database
from subscriptions.live import Live, current
from tests.support.actors import Users
from tests.support.replies import AskedCustomer, ask, reply
from tests.support.server import Client

TEXTS = """query($shop: UUID!, $phone: String) { texts(shopId: $shop, phone: $phone) {
  nodes { recipient sender text segments state } pagination { total }
} }"""
REPLIES = """query($shop: UUID!, $phone: String, $first: Int, $after: String, $page: Int, $limit: Int) {
  replies(shopId: $shop, phone: $phone, first: $first, after: $after, page: $page, limit: $limit) {
    nodes { phone body meaning effect attemptId } pageInfo { endCursor hasNextPage } pagination { total }
  }
}"""


@pytest.fixture(scope="module")
def customer(users: Users) -> AskedCustomer:
    """A customer of the builder's shop who was asked, replied unclearly, and then accepted."""

    async def talk() -> AskedCustomer:
        async with database(users.server.settings.database_url), Live("memory://") as live:
            current.set(live)
            builder = viewer_of(await User.get(id=UUID(users.builder.id)))
            asked = await ask(now(), builder=builder)
            for body in ("yes or no?", "yes"):
                await reply(asked.phone, body, now())
            return asked

    return asyncio.run(talk())


def replies(client: Client, customer: AskedCustomer, **paging: Any) -> Any:
    return client.get(REPLIES, shop=str(customer.shop.id), **paging)


def test_a_shop_reads_its_texts_newest_first(users: Users, customer: AskedCustomer) -> None:
    found = users.builder.client.get(TEXTS, shop=str(customer.shop.id), phone=customer.phone)
    assert found["pagination"] == {"total": 3}
    starts = [text["text"].split()[0] for text in found["nodes"]]
    assert (starts[0], starts[2]) == ("Booked:", "Fade:")
    assert {text["recipient"] for text in found["nodes"]} == {customer.phone}
    assert {text["segments"] for text in found["nodes"]} == {1}


def test_a_shop_reads_what_came_back_and_what_it_did(users: Users, customer: AskedCustomer) -> None:
    yes, unclear = replies(users.builder.client, customer)["nodes"]
    about = {"phone": customer.phone, "attemptId": str(customer.attempt.id)}
    assert yes == {"body": "yes", "meaning": "YES", "effect": "BOOKED", **about}
    assert unclear == {"body": "yes or no?", "meaning": "UNCLEAR", "effect": "UNCLEAR", **about}


def test_replies_are_paged_both_ways(users: Users, customer: AskedCustomer) -> None:
    client = users.builder.client
    first = replies(client, customer, first=1)
    assert first["pageInfo"]["hasNextPage"] is True
    rest = replies(client, customer, first=1, after=first["pageInfo"]["endCursor"])
    assert replies(client, customer, page=2, limit=1)["nodes"] == rest["nodes"]
    assert [found["nodes"][0]["body"] for found in (first, rest)] == ["yes", "yes or no?"]
    assert rest["pagination"] == {"total": 2}


def test_a_filter_by_another_phone_number_finds_no_reply(users: Users, customer: AskedCustomer) -> None:
    assert replies(users.admin.client, customer, phone="+15551230000")["nodes"] == []


@pytest.mark.parametrize("query", [TEXTS, REPLIES])
def test_another_builder_reads_none_of_it(users: Users, customer: AskedCustomer, query: str) -> None:
    client = users.other_builder.client
    assert client.error_code(query, shop=str(customer.shop.id)) == "FORBIDDEN"
    assert client.error_code(query, shop=str(customer.slot.id)) == "NOT_FOUND"
