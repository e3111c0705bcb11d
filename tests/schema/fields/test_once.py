"""Idempotency keys over the API: a repeated request has one effect."""

import hmac
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Annotated, Any
from uuid import uuid4

import pytest
import strawberry

from models.storage.idempotency import keyed_request
from schema.fields.once import OnceForEachKey
from tests.support.actors import CREATE_OFFER, Cast
from tests.support.database_dump import assert_unchanged

LIST = "query($p: UUID!) { incentives(first: 100, filter: {projectId: $p}) { nodes { id } } }"
DELETE = """mutation($id: UUID!, $key: String) {
  deleteOffer(id: $id, idempotencyKey: $key) { ... on OfferDeleted { id } }
}"""
MARK_ALL = "mutation($key: String) { markAllRead(idempotencyKey: $key) { ... on Bell { unreadCount } } }"
KEYED = """mutation($id: UUID!, $title: String!, $key: String) {
  updateOffer(id: $id, input: {title: $title}, idempotencyKey: $key) {
    ... on IncentiveOffer { id title version } ... on Refusal { code field }
  }
}"""


def test_the_same_key_with_the_same_arguments_is_done_once(stage: Cast) -> None:
    """Decision 11f."""
    asked: dict[str, Any] = {"input": stage.offer_input(), "key": uuid4().hex}
    first = stage.builder.client.get(CREATE_OFFER, **asked)
    with assert_unchanged(stage.server):
        assert [stage.builder.client.get(CREATE_OFFER, **asked) for _ in range(2)] == [first, first]
    assert stage.builder.client.get(CREATE_OFFER, **asked | {"key": uuid4().hex})["id"] != first["id"]


def test_twenty_concurrent_requests_with_one_key_have_one_effect(stage: Cast) -> None:
    """Decision 11f."""
    project = stage.new_project(stage.builder)
    asked: dict[str, Any] = {"input": stage.offer_input(project), "key": uuid4().hex}
    with ThreadPoolExecutor(20) as at_once:
        answers = list(at_once.map(lambda _: stage.builder.client.get(CREATE_OFFER, **asked), range(20)))
    assert all(answer == answers[0] for answer in answers)
    made = stage.builder.client.get(LIST, p=project)["nodes"]
    assert made == [{"id": answers[0]["id"]}]


def test_the_same_key_with_other_arguments_is_refused(stage: Cast) -> None:
    """Decision 11f."""
    key, offer, other = uuid4().hex, stage.offer(), stage.offer()
    assert stage.builder.client.get(KEYED, id=offer, title="Two", key=key)["version"] == 2
    with assert_unchanged(stage.server):
        for asked in ({"id": offer, "title": "Three"}, {"id": other, "title": "Two"}):
            refused = stage.builder.client.get(KEYED, **asked, key=key)
            assert refused == {"code": "IDEMPOTENCY_MISMATCH", "field": "idempotencyKey"}
        refused = stage.builder.client.get(CREATE_OFFER, input=stage.offer_input(), key=key)
        assert refused["code"] == "IDEMPOTENCY_MISMATCH"


def test_the_keys_of_two_users_do_not_meet(stage: Cast) -> None:
    """Decision 11f."""
    asked: dict[str, Any] = {"input": stage.offer_input(), "key": uuid4().hex}
    first, second = (person.client.get(CREATE_OFFER, **asked) for person in (stage.builder, stage.admin))
    assert first["id"] != second["id"]


def test_a_refused_attempt_does_not_use_up_its_key(stage: Cast) -> None:
    """Decision 11f."""
    key = uuid4().hex
    with assert_unchanged(stage.server):
        refused = stage.builder.client.get(CREATE_OFFER, input=stage.offer_input(title=""), key=key)
        assert (refused["code"], refused["field"]) == ("BAD_INPUT", "title")
        assert (
            stage.builder.client.error_code(
                CREATE_OFFER, input=stage.offer_input(stage.other_project), key=key
            )
            == "FORBIDDEN"
        )
    made = stage.builder.client.get(CREATE_OFFER, input=stage.offer_input(title="Right at last"), key=key)
    assert made["title"] == "Right at last"


def test_a_key_keeps_answers_of_every_sort(stage: Cast) -> None:
    """Decision 11f."""
    offer, key = stage.offer(), uuid4().hex
    assert [stage.builder.client.get(DELETE, id=offer, key=key)["id"] for _ in range(2)] == [offer, offer]
    key = uuid4().hex
    assert stage.agent.client.get(MARK_ALL, key=key) == {"unreadCount": 0}
    stage.offer()
    assert stage.agent.client.get(MARK_ALL, key=key) == {"unreadCount": 0}
    assert stage.agent.client.get("{ unreadCount }") == 1


@strawberry.input
class Shoe:
    shoe_size: int


@strawberry.input(name="Shoe")
class RenamedShoe:
    width: int = strawberry.field(name="shoeSize")


@strawberry.type
class Query:
    shop: str = "open"


@strawberry.type
class Order:
    @strawberry.mutation(extensions=[OnceForEachKey()])  # type: ignore[untyped-decorator]
    async def buy(self, left_shoe: Shoe) -> str:
        return _fingerprint()


@strawberry.type(name="Order")
class RenamedOrder:
    @strawberry.mutation(extensions=[OnceForEachKey()])  # type: ignore[untyped-decorator]
    async def buy(self, pair: Annotated[RenamedShoe, strawberry.argument(name="leftShoe")]) -> str:
        return _fingerprint()


def _fingerprint() -> str:
    request = keyed_request.get()
    assert request is not None
    return request.fingerprint


async def _buy(mutation: type, size: int) -> str:
    context = SimpleNamespace(caller="a", viewer_or_none=None, settings=SimpleNamespace(secret_key="secret"))
    document = f'mutation {{ buy(leftShoe: {{shoeSize: {size}}}, idempotencyKey: "12345678") }}'
    result = await strawberry.Schema(Query, mutation).execute(document, context_value=context)
    assert result.data is not None, result.errors
    return str(result.data["buy"])


@pytest.mark.anyio
async def test_a_key_stays_valid_when_a_parameter_is_renamed_in_python() -> None:
    assert await _buy(Order, 42) == await _buy(RenamedOrder, 42) != await _buy(RenamedOrder, 43)


@pytest.mark.anyio
async def test_a_key_of_an_earlier_version_stays_valid() -> None:
    """The text is what 0.1.0 hashes, with the names of Python."""
    text = repr(("buy", [("left_shoe", [("shoe_size", 42)])])).encode()
    assert await _buy(Order, 42) == hmac.digest(b"secret", text, "sha256").hex()
