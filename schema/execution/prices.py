"""The costs of the operations of one schema, worked out once for each size of page that is asked for."""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLSchema, OperationDefinitionNode

from models.refused import Code, Refused
from schema.execution.cost import Pricing, given_sizes
from schema.execution.documents import Document

MOST_KEPT = 64


class Prices:
    """The costs of operations, in objects; `most` is the greatest that may run."""

    def __init__(self, schema: GraphQLSchema, sizes: Mapping[str, int], most: int) -> None:
        self.schema = schema
        self.sizes = sizes
        self.most = most

    def price(
        self, document: Document, operation: OperationDefinitionNode, variables: Mapping[str, Any]
    ) -> int:
        """Return the cost; refuse an operation that asks for too many objects."""
        key = (id(operation), *(hashable(variables.get(name)) for name in document.size_names))
        cost = document.costs.get(key)
        if cost is None:
            cost = self.work_out(document, operation, variables)
            if len(document.costs) >= MOST_KEPT:
                document.costs.clear()
            document.costs[key] = cost
        if cost > self.most:
            refuse(cost, self.most)
        return cost

    def work_out(
        self, document: Document, operation: OperationDefinitionNode, variables: Mapping[str, Any]
    ) -> int:
        given = given_sizes(operation, variables)
        return Pricing(self.schema, document.node, given, self.sizes).price(operation)


def hashable(value: object) -> object:
    """Return a number as it is; nothing else is a size of a page."""
    return value if isinstance(value, int | float) else None


def refuse(cost: int, most: int) -> None:
    sentence = (
        f"This operation asks for up to {cost:,} objects; it cannot ask for more than {most:,}."
        " Ask for fewer rows, or for lists within lists in requests of their own."
    )
    raise Refused(Code.BAD_INPUT, sentence, limit="objects", allowed=most, cost=cost)
