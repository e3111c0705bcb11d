"""The completion of lists, item by item."""

from collections.abc import AsyncIterable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError, GraphQLOutputType, located_error
from graphql.execution.executor import collect_iterator_awaitables
from graphql.pyutils import AwaitableOrValue, gather_with_cancel, is_iterable

from schema.execution.place import Place, path_of
from schema.execution.values import IS_SPECIAL

if TYPE_CHECKING:
    from schema.execution.field import Field

CompleteList = Callable[[Any, Any, Place], AwaitableOrValue[list[Any]]]


def compile_list(field: "Field", item_type: GraphQLOutputType, complete_item: Any) -> CompleteList:
    """Return the completion of a list whose items are completed by `complete_item`."""

    def complete(executor: Any, values: Any, place: Place) -> Any:
        items = Items(executor, field, item_type, complete_item, place)
        if values.__class__ is not list and executor.is_async_iterable(values):
            return items.complete_later(values)
        if not is_iterable(values):
            raise GraphQLError(
                f"Expected Iterable, but did not find one for field '{field.parent_name}.{field.field_name}'."
            )
        return items.complete(values)

    return complete


class Items:
    """The completed items of one list, and the indexes of those that must still be awaited."""

    __slots__ = ("complete_item", "executor", "field", "item_type", "place", "results", "waiting")

    def __init__(
        self, executor: Any, field: "Field", item_type: GraphQLOutputType, complete_item: Any, place: Place
    ) -> None:
        self.executor = executor
        self.field = field
        self.item_type = item_type
        self.complete_item = complete_item
        self.place = place
        self.results: list[Any] = []
        self.waiting: list[int] = []

    def complete(self, values: Any) -> AwaitableOrValue[list[Any]]:
        iterator = iter(values)
        try:
            for value in iterator:
                self.add(value)
        except Exception:
            awaitables = [self.results[index] for index in self.waiting]
            awaitables += collect_iterator_awaitables(iterator, self.executor.is_awaitable)
            if awaitables:
                self.executor.settle_in_background(awaitables)
            raise
        return self.await_items() if self.waiting else self.results

    async def complete_later(self, values: AsyncIterable[Any]) -> list[Any]:
        """Complete the items of an asynchronous iterable; close it if an item fails."""
        iterator = values.__aiter__()
        try:
            while True:
                try:
                    value = await anext(iterator)
                except StopAsyncIteration:
                    break
                except Exception as error:
                    path = path_of(self.place)
                    raise located_error(error, self.field.nodes, path and path.as_list()) from error
                self.add(value)
        except Exception:
            await close(iterator)
            if self.waiting:
                self.executor.settle_in_background([self.results[index] for index in self.waiting])
            raise
        return await self.await_items() if self.waiting else self.results

    def add(self, value: Any) -> None:
        executor, place = self.executor, (self.place, len(self.results), None)
        if IS_SPECIAL[value.__class__] and executor.is_awaitable(value):
            self.wait_for(self.complete_awaitable(value, place))
            return
        try:
            completed = self.complete_item(executor, value, place)
        except Exception as error:
            self.fail(error, place)
            completed = None
        if IS_SPECIAL[completed.__class__] and executor.is_awaitable(completed):
            self.wait_for(self.await_completed(completed, place))
        else:
            self.results.append(completed)

    def wait_for(self, awaitable: Any) -> None:
        self.waiting.append(len(self.results))
        self.results.append(awaitable)

    async def complete_awaitable(self, awaitable: Any, place: Place) -> Any:
        try:
            completed = self.complete_item(self.executor, await awaitable, place)
            return await completed if self.executor.is_awaitable(completed) else completed
        except Exception as error:
            return self.fail(error, place)

    async def await_completed(self, completed: Any, place: Place) -> Any:
        try:
            return await completed
        except Exception as error:
            return self.fail(error, place)

    def fail(self, error: Exception, place: Place) -> None:
        """Record the error and make the item null, or raise the error if items cannot be null."""
        path: Any = path_of(place)
        self.executor.handle_field_error(error, self.item_type, self.field.details, path)

    async def await_items(self) -> list[Any]:
        if len(self.waiting) == 1:
            index = self.waiting[0]
            self.results[index] = await self.results[index]
            return self.results
        values = await gather_with_cancel(*(self.results[index] for index in self.waiting))
        for index, value in zip(self.waiting, values, strict=True):
            self.results[index] = value
        return self.results


async def close(iterator: Any) -> None:
    """Close an asynchronous iterator; its own failure must not hide the error that ended it."""
    if aclose := getattr(iterator, "aclose", None):
        with suppress(Exception):
            await aclose()
