"""The gate that every operation passes before it runs, over HTTP and WebSocket."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLSchema, OperationDefinitionNode
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from models.refused import Code, Refused
from schema.context import Context
from schema.execution.documents import Document, DocumentError, Documents, choose_operation
from schema.execution.prices import Prices
from schema.execution.validation import Validation

# What it costs to send a document that cannot run, in objects.
INVALID = 20


@dataclass(frozen=True, slots=True)
class Admitted:
    """An operation that may run, and what it costs in objects."""

    document: Document
    operation: OperationDefinitionNode
    cost: int

    @property
    def kind(self) -> OperationType:
        return OperationType(self.operation.operation.value)


class Gate:
    """The checks of one schema, in the order of what they cost: nothing of a refused operation runs."""

    def __init__(
        self, schema: GraphQLSchema, documents: Documents, sizes: Mapping[str, int], introspection: bool
    ) -> None:
        self.documents = documents
        self.validation = Validation(schema, introspection)
        self.prices = Prices(schema, sizes, documents.limits.objects)

    def admit(
        self,
        query: str,
        name: str | None,
        variables: Mapping[str, Any],
        allowed: Collection[OperationType],
        context: object,
    ) -> Admitted:
        """Return the operation to run, and charge the caller for it."""
        check_items(variables, self.documents.limits.items)
        document = self.read(query, context)
        operation = choose_operation(document.node, name)
        if operation is None:
            raise CannotGetOperationTypeError(name)
        admitted = Admitted(document, operation, self.prices.price(document, operation, variables))
        if admitted.kind not in allowed:
            raise InvalidOperationTypeError(admitted.kind)
        charge(context, admitted.cost)
        return admitted

    def read(self, query: str, context: object) -> Document:
        try:
            return self.documents.read(query, self.validation.validate)
        except DocumentError:
            charge(context, INVALID)
            raise


def charge(context: object, objects: int) -> None:
    if isinstance(context, Context):
        context.charge(objects)


def check_items(variables: Mapping[str, Any], most: int) -> None:
    """Refuse variables with too many items in lists before any of them is converted."""
    items, unread = 0, [*variables.values()]
    while unread:
        value = unread.pop()
        if isinstance(value, dict):
            unread.extend(value.values())
        elif isinstance(value, list):
            items += len(value)
            if items > most:
                sentence = f"The lists in the variables cannot have more than {most:,} items altogether."
                raise Refused(Code.BAD_INPUT, sentence, limit="items", allowed=most)
            unread.extend(value)
