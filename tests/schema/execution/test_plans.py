"""An operation is compiled once for each choice of its conditions, or left to graphql-core."""

import gc
from collections.abc import AsyncIterator
from typing import Any

import pytest
from graphql import DocumentNode, build_schema, execute, parse, subscribe

from schema.execution.conditions import condition_names
from schema.execution.executor import CompiledExecutor
from schema.execution.plans import PLANS, Plan
from schema.execution.reference import ReferenceExecutor
from tests.support.transport.toy import schema

SCHEMA = schema()._schema
CONDITIONS = "query ($cat: Boolean!) { hello cat @include(if: $cat) { name @skip(if: false) } }"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def run(document: DocumentNode, executor_class: Any = CompiledExecutor, **variables: object) -> Any:
    return execute(
        SCHEMA,
        document,
        variable_values=variables,
        executor_class=executor_class,
        operation_extensions=None,
    )


def plan(document: DocumentNode) -> Plan:
    return PLANS[id(document.definitions[0])]


def names(document: str) -> tuple[str, ...] | None:
    definitions: Any = parse(document).definitions
    return condition_names(definitions[0], {fragment.name.value: fragment for fragment in definitions[1:]})


def test_an_operation_is_compiled_once_for_each_choice() -> None:
    document = parse(CONDITIONS)
    for _ in range(3):
        assert run(document, cat=True).data == {"hello": "hello you", "cat": {"name": "Tom"}}
        assert run(document, cat=False).data == {"hello": "hello you"}
    assert sorted(plan(document).fields) == [(False,), (True,)]


def test_a_plan_ends_with_its_document() -> None:
    document = parse("{ hello }")
    run(document)
    key = id(document.definitions[0])
    assert key in PLANS
    del document
    gc.collect()
    assert key not in PLANS


@pytest.mark.parametrize(
    "document",
    [
        "{ __schema { types { name } } }",
        '{ hello __type(name: "Cat") { name } }',
        "{ hello ...F } fragment F on Query @custom { hello }",
        "query @custom { hello }",
        "{ hello @defer }",
        "{ cat { ... @custom { name } } }",
    ],
)
def test_introspection_and_other_directives_are_left_to_graphql_core(document: str) -> None:
    assert names(document) is None


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("{ hello }", ()),
        (CONDITIONS, ("cat",)),
        ("{ __typename hello @skip(if: true) }", ()),
        (
            "{ ...F @skip(if: $a) } fragment F on Query { hello @include(if: $b) ... @skip(if: $a) { cat } }",
            ("a", "b"),
        ),
    ],
)
def test_the_conditions_of_an_operation_are_found(document: str, expected: tuple[str, ...]) -> None:
    assert names(document) == expected


def test_a_null_condition_is_refused_as_graphql_core_words_it() -> None:
    document = parse("query ($cat: Boolean = true) { hello @include(if: $cat) }")
    results = [
        run(document, executor_class, cat=None) for executor_class in (CompiledExecutor, ReferenceExecutor)
    ]
    compiled, reference = ([error.formatted for error in result.errors] for result in results)
    assert compiled == reference
    assert "non-null type" in compiled[0]["message"]


def test_arguments_that_a_variable_changes_are_read_for_each_request() -> None:
    document = parse('query ($name: String = "you") { hello(name: $name) all: hello(name: "all") }')
    assert run(document, name="Ada").data == {"hello": "hello Ada", "all": "hello all"}
    assert run(document).data == {"hello": "hello you", "all": "hello all"}


async def three_events(_: Any, __: Any) -> AsyncIterator[dict[str, object]]:
    for number in range(3):
        yield {"event": {"number": number}}


@pytest.mark.anyio
@pytest.mark.parametrize("executor_class", [CompiledExecutor, ReferenceExecutor])
async def test_the_events_of_a_subscription_leave_nothing_behind(
    anyio_backend: str, executor_class: Any
) -> None:
    memos: list[Any] = []

    class Watched(executor_class):  # type: ignore[misc]
        def build_per_event_executor(self, payload: Any) -> Any:
            executor = super().build_per_event_executor(payload)
            memos.append(executor._relevant_sub_fields)
            return executor

    news = build_schema("type Event { number: Int } type Query { a: Int } type Subscription { event: Event }")
    news.subscription_type.fields["event"].subscribe = three_events  # type: ignore[union-attr]
    document = parse("subscription { event { number } }")
    events: Any = subscribe(news, document, executor_class=Watched, operation_extensions=None)
    assert [event.data["event"]["number"] async for event in events] == [0, 1, 2]
    assert max(map(len, memos)) <= 1
