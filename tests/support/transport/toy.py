"""A small schema behind the real view, with a field for everything that can go wrong."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import strawberry
from starlette.requests import HTTPConnection
from strawberry.permission import BasePermission
from strawberry.types import Info
from tortoise.exceptions import OperationalError

from models.refused import Code, Denied, Refused
from schema.execution.documents import Documents
from schema.transport.schema import Schema
from schema.transport.view import GraphQLView
from schema.transport.websocket import end_session

SECRET = "postgres://proffer:hunter2@db"


class IsKeeper(BasePermission):
    message = "Keepers only."
    error_extensions = {"code": "FORBIDDEN"}

    def has_permission(self, source: Any, info: Info, **kwargs: Any) -> bool:
        return False


@strawberry.interface
class Animal:
    name: str

    @strawberry.field
    def friends(self, first: int = 2) -> list["Animal"]:
        return [Cat(name=f"{self.name}{n}") for n in range(first)]


@strawberry.type
class Cat(Animal):
    lives: int = 9


@strawberry.type
class Query:
    @strawberry.field
    def hello(self, name: str = "you") -> str:
        return f"hello {name}"

    @strawberry.field
    def double(self, number: int) -> int:
        return number * 2

    @strawberry.field
    def weekday(self, day: date) -> int:
        return day.weekday()

    @strawberry.field
    def cat(self) -> Animal:
        return Cat(name="Tom")

    @strawberry.field
    def broken(self) -> str | None:
        raise ValueError(SECRET)

    @strawberry.field
    def away(self) -> str | None:
        raise OperationalError(SECRET)

    @strawberry.field
    def refused(self) -> str | None:
        raise Refused(Code.CONFLICT, "It is taken.", "name", version=3)

    @strawberry.field
    def denied(self) -> str | None:
        raise Denied(Code.NOT_FOUND, "There is no such cat.")

    @strawberry.field(permission_classes=[IsKeeper])  # type: ignore[untyped-decorator]
    def cage(self) -> str | None:
        return "open"

    @strawberry.field
    async def slow(self) -> str:
        await asyncio.sleep(30)
        return "late"


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def rename(self, name: str, seconds: float = 0) -> str:
        await asyncio.sleep(seconds)
        return name


@dataclass
class Watch:
    """The number of running subscriptions."""

    running: int = 0


watch = Watch()


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def ticks(self, info: Info, count: int = 1_000_000, seconds: float = 0.01) -> AsyncIterator[int]:
        watch.running += 1
        try:
            for tick in range(count):
                yield tick
                await asyncio.sleep(seconds)
        finally:
            watch.running -= 1

    @strawberry.subscription
    async def failing(self) -> AsyncIterator[int]:
        yield 1
        raise ValueError(SECRET)

    @strawberry.subscription
    async def ended(self, info: Info) -> AsyncIterator[int]:
        yield 1
        await asyncio.gather(*(end_session(info.context["request"], "Signed out.") for _ in range(3)))
        yield 2


class View(GraphQLView):
    async def get_context(self, request: HTTPConnection, response: Any) -> dict[str, Any]:
        if request.headers.get("x-fault") == "context":
            raise ValueError(SECRET)
        if request.headers.get("x-fault") == "denied":
            raise Denied(Code.UNAUTHENTICATED, "You must sign in first.")
        return {"request": request, "response": response}

    async def on_ws_connect(self, context: dict[str, Any]) -> dict[str, object]:
        if context["connection_params"].get("fault"):
            raise KeyError(SECRET)
        return {"welcome": True}


def schema(documents: Documents | None = None, seconds: float = 10.0, introspection: bool = True) -> Schema:
    store = documents or Documents()
    return Schema(
        Query,
        Mutation,
        Subscription,
        types=[Cat],
        documents=store,
        introspection=introspection,
        seconds=seconds,
    )
