"""How a root field is declared: with its guard, always written down."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from models.storage.paging import Listing
from schema.fields.once import OnceForEachKey
from schema.fields.paging import Page, Paged
from schema.fields.permissions import Guard, IsPublic
from schema.fields.refusals import RefusalsAsData

# A page of a list is made of the listing that its resolver returns.
Field = Callable[[Callable[..., Awaitable[object]]], StrawberryField]
ListField = Callable[[Callable[..., Awaitable[Listing[Any]]]], StrawberryField]
EventField = Callable[[Callable[..., AsyncGenerator[object, None]]], StrawberryField]


def query(guard: type[Guard], description: str, graphql_type: Any) -> Field:
    """A field of Query; a refusal is an error with its code. Nullable: one that fails leaves the others."""
    return strawberry.field(
        description=_said(guard, description), permission_classes=[guard], graphql_type=graphql_type | None
    )


def list_query(guard: type[Guard], description: str, node: Any) -> ListField:
    """A field of Query whose type is a page of these; its resolver returns the whole listing."""
    return strawberry.field(
        description=_said(guard, description),
        permission_classes=[guard],
        graphql_type=Page[node] | None,
        extensions=[Paged()],
    )


def public_query(description: str, graphql_type: Any) -> Field:
    """A field of Query for everybody, whose type is a union with Refusal."""
    return answering_query(IsPublic, description, graphql_type)


def answering_query(guard: type[Guard], description: str, graphql_type: Any) -> Field:
    """A field of Query whose type is a union with Refusal: what it is asked with may be refused."""
    return strawberry.field(
        description=_said(guard, description),
        permission_classes=[guard],
        graphql_type=graphql_type | None,
        extensions=[RefusalsAsData()],
    )


def mutation(guard: type[Guard], description: str, graphql_type: Any, keyed: bool = True) -> Field:
    """A field of Mutation, whose type is a union with Refusal; `keyed` unless its answer may not be kept."""
    extensions = [RefusalsAsData(), *([OnceForEachKey()] if keyed else [])]
    return strawberry.mutation(
        description=_said(guard, description),
        permission_classes=[guard],
        graphql_type=graphql_type | None,
        extensions=extensions,
    )


def subscription(guard: type[Guard], description: str, graphql_type: Any) -> EventField:
    return strawberry.subscription(
        description=_said(guard, description), permission_classes=[guard], graphql_type=graphql_type
    )


def _said(guard: type[Guard], description: str) -> str:
    return f"{description} For: {guard.label}."
