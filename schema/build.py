"""The GraphQL schema, built from the root types."""

from functools import cache
from typing import Literal

from strawberry.schema.config import StrawberryConfig

from schema.execution.documents import Documents
from schema.fields.list_sizes import LIST_SIZES
from schema.mutation import Mutation
from schema.offers.unions import OFFER_TYPES
from schema.query import Query
from schema.scalars import SCALARS
from schema.subscription import Subscription
from schema.transport.limits import MOST_OBJECTS, Limits
from schema.transport.schema import Schema

Execution = Literal["compiled", "reference"]


def build_schema(
    introspection: bool = True, execution: Execution = "compiled", most_objects: int = MOST_OBJECTS
) -> Schema:
    """Return the schema for these settings; it is built once per process."""
    return _only_schema(introspection, execution, most_objects)


def new_schema(
    introspection: bool = True, execution: Execution = "compiled", most_objects: int = MOST_OBJECTS
) -> Schema:
    return Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=OFFER_TYPES,
        documents=Documents(Limits(objects=most_objects)),
        sizes=LIST_SIZES,
        introspection=introspection,
        compiled=execution == "compiled",
        config=StrawberryConfig(scalar_map=SCALARS),
    )


_only_schema = cache(new_schema)
