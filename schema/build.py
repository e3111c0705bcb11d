"""The GraphQL schema, built from the root types."""

from functools import cache
from typing import Any, Literal

from graphql import NoSchemaIntrospectionCustomRule
from strawberry.extensions import AddValidationRules
from strawberry.schema.config import StrawberryConfig

from schema.execution.caching import DocumentReader, Documents
from schema.execution.deadline import Deadline
from schema.execution.operations import FreshLoaders, OperationLog
from schema.mutation import Mutation
from schema.offers.unions import OFFER_TYPES
from schema.query import Query
from schema.scalars import SCALARS
from schema.subscription import Subscription
from schema.transport.schema import Schema

Execution = Literal["compiled", "reference"]


def build_schema(introspection: bool = True, execution: Execution = "compiled") -> Schema:
    """Return the schema for these settings; it is built once per process."""
    return _only_schema(introspection, execution)


def new_schema(introspection: bool, execution: Execution) -> Schema:
    documents = Documents()
    extensions: list[Any] = [OperationLog, FreshLoaders, lambda: DocumentReader(documents), Deadline]
    if not introspection:
        extensions.append(lambda: AddValidationRules([NoSchemaIntrospectionCustomRule]))
    return Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=OFFER_TYPES,
        extensions=extensions,
        documents=documents,
        compiled=execution == "compiled",
        suggestions=introspection,
        config=StrawberryConfig(scalar_map=SCALARS),
    )


_only_schema = cache(new_schema)
