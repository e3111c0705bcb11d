"""An event that is alike for all its subscribers is executed once, and depends on none of them."""

import asyncio
import gc
from collections.abc import AsyncIterator
from typing import Any

import pytest
import strawberry
from graphql import get_named_type
from strawberry.types.field import StrawberryField

from schema.build import build_schema
from schema.execution.sharing import RESULTS, SHARED
from schema.transport.schema import Schema

# These fields load rows by id, which gives everybody the same.
ONLY_LOADERS = {"Activity.actor"}
made: list[int] = []


class Row:
    """A row that several subscribers get."""

    def __init__(self, number: int) -> None:
        self.number = number


@strawberry.type
class Query:
    a: int


@strawberry.type
class Event:
    @strawberry.field
    def number(row: strawberry.Parent[Row]) -> int:  # noqa: N805
        made.append(row.number)
        return row.number

    @strawberry.field
    async def doubled(row: strawberry.Parent[Row]) -> int:  # noqa: N805
        await asyncio.sleep(0)
        return row.number * 2


@strawberry.type
class Subscription:
    @strawberry.subscription(graphql_type=Event, metadata={SHARED: True})  # type: ignore[untyped-decorator]
    async def shared(self, info: strawberry.Info, times: int = 1) -> AsyncIterator[Any]:
        for row in info.context:
            yield row

    @strawberry.subscription(graphql_type=Event)  # type: ignore[untyped-decorator]
    async def own(self, info: strawberry.Info) -> AsyncIterator[Any]:
        for row in info.context:
            yield row


SCHEMA = Schema(Query, subscription=Subscription)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def subscribe(rows: list[Row], query: str, **variables: object) -> list[Any]:
    results = await SCHEMA.subscribe(query, variable_values=variables, context_value=rows)
    return [(result.data, result.errors) async for result in results]


@pytest.mark.anyio
async def test_subscribers_of_one_event_share_its_execution(anyio_backend: str) -> None:
    made.clear()
    rows = [Row(1), Row(2)]
    query = "subscription { shared { number doubled } }"
    answers = await asyncio.gather(*(subscribe(rows, query) for _ in range(5)))
    expected = [({"shared": {"number": n, "doubled": n * 2}}, None) for n in (1, 2)]
    assert answers == [expected] * 5
    assert made == [1, 2]


@pytest.mark.anyio
async def test_other_operations_and_other_variables_are_executed_for_themselves(anyio_backend: str) -> None:
    made.clear()
    rows = [Row(1)]
    query = "subscription ($times: Int!) { shared(times: $times) { number } }"
    await subscribe(rows, query, times=1)
    await subscribe(rows, query, times=2)
    await subscribe(rows, "subscription { shared { n: number } }")
    await subscribe(rows, "subscription { own { number } }")
    await subscribe(rows, "subscription { own { number } }")
    assert made == [1] * 5


@pytest.mark.anyio
async def test_a_subscriber_that_leaves_does_not_end_what_others_wait_for(anyio_backend: str) -> None:
    rows = [Row(1)]
    query = "subscription { shared { doubled } }"
    first = asyncio.create_task(subscribe(rows, query))
    await asyncio.sleep(0)
    second = asyncio.create_task(subscribe(rows, query))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == [({"shared": {"doubled": 2}}, None)]


@pytest.mark.anyio
async def test_a_result_ends_with_its_event(anyio_backend: str) -> None:
    rows = [Row(1)]
    await subscribe(rows, "subscription { shared { number } }")
    address = id(rows[0])
    assert [key for key in RESULTS if key[0] == address]
    rows.clear()
    gc.collect()
    assert not [key for key in RESULTS if key[0] == address]


def test_no_field_of_a_shared_event_asks_who_reads_it() -> None:
    schema = build_schema()._schema
    assert schema.subscription_type is not None
    shared = {
        get_named_type(field.type)
        for field in schema.subscription_type.fields.values()
        if field.extensions["strawberry-definition"].metadata.get(SHARED)
    }
    reachable, asking = set(shared), set()
    while shared:
        type_: Any = shared.pop()
        for name, field in getattr(type_, "fields", {}).items():
            definition: StrawberryField = field.extensions["strawberry-definition"]
            if definition.base_resolver and definition.base_resolver.info_parameter:
                asking.add(f"{type_.name}.{name}")
            if (named := get_named_type(field.type)) not in reachable:
                reachable.add(named)
                shared.add(named)
    assert reachable
    assert asking == ONLY_LOADERS
