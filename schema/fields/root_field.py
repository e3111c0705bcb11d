"""The declarations of root fields, each with its permission class."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from models.storage.paging import Listing
from schema.fields.once import OnceForEachKey
from schema.fields.only_once import OnlyOnce
from schema.fields.paging import Page, Paged
from schema.fields.permissions import Guard, IsPublic
from schema.fields.refusals import RefusalsAsData

# The resolver of a list field returns the whole listing, of which `Paged` makes a page.
Field = Callable[[Callable[..., Awaitable[object]]], StrawberryField]
ListField = Callable[[Callable[..., Awaitable[Listing[Any]]]], StrawberryField]
EventField = Callable[[Callable[..., AsyncGenerator[object, None]]], StrawberryField]


def query(guard: type[Guard], description: str, graphql_type: Any) -> Field:
    """Declare a field of Query, whose refusals are errors; nullable, so that a failure spares the others."""
    return strawberry.field(
        description=_with_guard(guard, description),
        permission_classes=[guard],
        graphql_type=graphql_type | None,
    )


def list_query(guard: type[Guard], description: str, node: Any) -> ListField:
    """Declare a field of Query whose type is a page of `node`; its resolver returns the whole listing."""
    return strawberry.field(
        description=_with_guard(guard, description),
        permission_classes=[guard],
        graphql_type=Page[node] | None,
        extensions=[Paged()],
    )


def public_query(description: str, graphql_type: Any) -> Field:
    """Declare a public field of Query whose type is a union with Refusal."""
    return answering_query(IsPublic, description, graphql_type)


def answering_query(guard: type[Guard], description: str, graphql_type: Any) -> Field:
    """Declare a field of Query whose type is a union with Refusal, because its arguments may be refused."""
    return strawberry.field(
        description=_with_guard(guard, description),
        permission_classes=[guard],
        graphql_type=graphql_type | None,
        extensions=[RefusalsAsData()],
    )


def mutation(
    guard: type[Guard],
    description: str,
    graphql_type: Any,
    takes_key: bool = True,
    checks_password: bool = False,
) -> Field:
    """Declare a field of Mutation whose type is a union with Refusal.

    `takes_key`: it takes an idempotency key; set False if its answer must not be stored.
    `checks_password`: an operation cannot hold it twice.
    """
    extensions = [RefusalsAsData(), *([OnceForEachKey()] if takes_key else [])]
    extensions += [OnlyOnce()] if checks_password else []
    return strawberry.mutation(
        description=_with_guard(guard, description),
        permission_classes=[guard],
        graphql_type=graphql_type | None,
        extensions=extensions,
    )


def subscription(guard: type[Guard], description: str, graphql_type: Any) -> EventField:
    return strawberry.subscription(
        description=_with_guard(guard, description), permission_classes=[guard], graphql_type=graphql_type
    )


def _with_guard(guard: type[Guard], description: str) -> str:
    return f"{description} For: {guard.label}."
