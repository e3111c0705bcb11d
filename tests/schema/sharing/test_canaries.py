"""Private data never leaves through a link, for any query."""

from typing import Any
from uuid import uuid4

import pytest
from graphql import GraphQLObjectType, GraphQLUnionType, get_named_type

from schema.build import build_schema
from tests.support.actors import Cast, Users
from tests.support.sharing import ANSWER, OPEN, REVOKE, VIEW, Link, answer, quote, share

PRIVATE = {
    "email",
    "phone",
    "notes",
    "label",
    "id",
    "offerId",
    "shareId",
    "recipient",
    "url",
    "views",
    "fetches",
}


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def read_all_answers(cast: Cast, link: Link) -> str:
    """Return the raw answers of all public fields to a token, with headers."""
    text = ""
    for query in (OPEN, VIEW, ANSWER):
        more: dict[str, Any] = {"decision": "DECLINED", "version": 1} if query is ANSWER else {}
        sent = {"query": query, "variables": {"token": link.token, **more}}
        told = cast.stranger.http.post("/graphql", json=sent)
        text += f"{told.headers} {told.text}"
    return text


def test_no_canary_is_in_any_answer(cast: Cast, users: Users) -> None:
    author = users.new_user("AGENT")
    canary = {
        name: f"{name}-{uuid4().hex}" for name in ("notes", "mail", "label", "other", "theirs", "comment")
    }
    customer = {"name": "Asha", "email": f"{canary['mail']}@customer.example", "phone": "+919876501234"}
    offer = quote(author, customer=customer, notes=canary["notes"], projectId=None)
    other = share(author, offer, label=canary["other"], recipientName=canary["theirs"])
    link = share(author, offer, label=canary["label"], recipientName="Asha")
    late = share(author, offer)
    said = read_all_answers(cast, link)
    answer(cast.stranger, other, comment=canary["comment"])
    said += read_all_answers(cast, link) + read_all_answers(cast, late)
    author.client.get(REVOKE, id=late.id)
    said += read_all_answers(cast, late)
    hidden = [*canary.values(), author.email, author.id, offer, other.id, link.id, other.token, "9876501234"]
    assert [word for word in hidden if word in said] == []
    assert "Asha" in said


def test_the_schema_of_shared_offers_has_no_private_field() -> None:
    union = build_schema()._schema.type_map["SharedOfferResult"]
    assert isinstance(union, GraphQLUnionType)
    waiting, met, fields = list(union.types), set[str](), set[str]()
    while waiting:
        one = waiting.pop()
        met.add(one.name)
        fields |= set(one.fields)
        below = [get_named_type(field.type) for field in one.fields.values()]
        below += [part for found in below if isinstance(found, GraphQLUnionType) for part in found.types]
        waiting += [t for t in below if isinstance(t, GraphQLObjectType) and t.name not in met]
    assert {"SharedQuoteTerms", "Receipt", "IncentiveTerms", "QuoteLine"} <= met
    assert fields & PRIVATE == set()
