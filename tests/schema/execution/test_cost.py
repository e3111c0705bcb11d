"""The cost of an operation: what it asks for at most, known before it runs, refused when it is too much."""

from typing import Any

import pytest
from graphql import get_named_type, is_leaf_type, is_object_type

from schema.build import build_schema
from schema.execution.cost import PAGE_LISTS, has_list
from schema.fields.list_sizes import LIST_SIZES
from tests.support.actors import Cast
from tests.support.server import Client

SCHEMA = build_schema()
PAGE = "query($first: Int, $limit: Int = 7) { offers(first: $first, limit: $limit) { nodes { id } } }"
SPREAD = "fragment Rows on OfferPage { nodes { id author { id } } }"


def cost(query: str, **variables: Any) -> int:
    gate = SCHEMA.gate
    document = gate.documents.read(query, gate.validation.validate)
    (operation, *_) = document.node.definitions
    return gate.prices.price(document, operation, variables)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "objects"),
    [
        ("{ me { id } }", 1),
        ("{ __typename }", 0),
        ("{ offers(first: 10) { nodes { id } } }", 11),
        ("{ offers { nodes { id } } }", 21),
        ("{ offers(first: 10) { nodes { author { id } } } }", 21),
        ("{ offers(first: 10) { edges { node { id author { id } } } } }", 31),
        ("{ offers(first: 5) { nodes { id } edges { cursor } pageInfo { endCursor } } }", 12),
        ("{ offers(limit: 5) { ...Rows } more: offers(first: 2) { ...Rows } }" + SPREAD, 16),
        ("{ offers(first: 3) { nodes { ... on QuoteOffer { terms { lines { quantity } } } } } }", 67),
        ("{ offers(first: 3) { nodes { ... on QuoteOffer { terms { __typename } } ... on SlotOffer "
         "{ terms { shop { id } } } } } }", 10),
        ("{ __schema { types { fields { type { name } } } } }", 1),
        ("{ sessions { id } }", 20),
    ],
)  # fmt: skip
def test_each_object_counts_once_for_every_row_around_it(query: str, objects: int) -> None:
    assert cost(query) == objects


@pytest.mark.parametrize(
    ("variables", "objects"),
    [({}, 8), ({"first": 50}, 51), ({"first": 50.0}, 51), ({"first": 10**9}, 101), ({"first": None}, 8),
     ({"first": "many"}, 8), ({"first": -1}, 2), ({"limit": 3}, 4)],
)  # fmt: skip
def test_the_size_of_a_page_is_read_from_variables(variables: dict[str, object], objects: int) -> None:
    assert cost(PAGE, **variables) == objects


def test_every_list_of_objects_is_a_page_or_states_its_size() -> None:
    lists = {
        f"{parent.name}.{name}"
        for parent in SCHEMA._schema.type_map.values()
        if is_object_type(parent) and not parent.name.startswith("__")
        for name, field in parent.fields.items()
        if has_list(field.type) and not is_leaf_type(get_named_type(field.type)) and name not in PAGE_LISTS
    }
    assert lists == set(LIST_SIZES), (
        "State the size of each list without pages in schema/fields/list_sizes.py."
    )


def test_an_operation_that_asks_for_too_much_is_refused_before_it_runs(cast: Cast) -> None:
    query = "{ offers(first: 100) { nodes { ... on QuoteOffer { terms { lines { quantity } } } } } }"
    both = f"{{ a: {query[2:-2]} b: {query[2:-2]} c: {query[2:-2]} }}"
    answer = cast.builder.client.ask(both)
    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "BAD_INPUT", "limit": "objects", "allowed": 5000, "cost": 6603}
    assert error["message"].startswith("This operation asks for up to 6,603 objects; it cannot ask for more")
    assert cast.builder.client.ask(query)["extensions"] == {"cost": 2201}


def test_too_many_items_in_variables_are_refused_before_they_are_converted(cast: Cast) -> None:
    query = "mutation($ids: [UUID!]!) { markRead(ids: $ids) { __typename } }"
    (error,) = cast.agent.client.ask(query, ids=["no id"] * 1001)["errors"]
    assert error["message"] == "The lists in the variables cannot have more than 1,000 items altogether."


def test_variables_get_three_errors_at_most(cast: Cast) -> None:
    query = "mutation($ids: [UUID!]!) { markRead(ids: $ids) { __typename } }"
    assert len(cast.agent.client.ask(query, ids=["no id"] * 900)["errors"]) <= 4


def spend(client: Client, query: str, times: int) -> list[str]:
    answers = [client.ask(query) for _ in range(times)]
    return [error["extensions"]["code"] for answer in answers for error in answer.get("errors", ())]


def test_every_answer_tells_its_cost(cast: Cast) -> None:
    assert cast.agent.client.ask("{ me { id name } }")["extensions"] == {"cost": 1}
