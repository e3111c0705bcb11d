"""Query + Mutation + Subscription: the one schema."""

from functools import cache
from typing import Any

from graphql import NoSchemaIntrospectionCustomRule
from strawberry.extensions import AddValidationRules
from strawberry.schema.config import StrawberryConfig

from schema.caching import Documents, Reading
from schema.deadline import Deadline
from schema.errors import Schema
from schema.kinds.register import OFFER_TYPES
from schema.mutation import Mutation
from schema.operations import FreshLoaders, OneLine
from schema.query import Query
from schema.scalars import SCALARS
from schema.subscription import Subscription


@cache
def build_schema(introspection: bool = True) -> Schema:
    """Built once a process."""
    documents = Documents()
    extensions: list[Any] = [OneLine, FreshLoaders, lambda: Reading(documents), Deadline]
    if not introspection:
        extensions.append(lambda: AddValidationRules([NoSchemaIntrospectionCustomRule]))
    return Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=OFFER_TYPES,
        extensions=extensions,
        suggestions=introspection,
        config=StrawberryConfig(scalar_map=SCALARS),
    )
