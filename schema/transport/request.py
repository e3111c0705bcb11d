"""A request as the schema runs it."""

from dataclasses import dataclass
from typing import Any

from schema.context import Context


@dataclass(frozen=True, slots=True)
class Request:
    """An operation's text, variables and name, and the context for its resolvers."""

    query: str
    variables: dict[str, Any]
    operation_name: str | None
    context: Any
    root: Any = None
    extensions: dict[str, Any] | None = None

    def clear_loaders(self) -> None:
        """Forget what the loaders have read, before the next event of a subscription."""
        if isinstance(self.context, Context):
            self.context.loaders.clear()

    def arguments(self) -> dict[str, Any]:
        """Return the arguments with which graphql-core executes the request."""
        return {
            "root_value": self.root,
            "context_value": self.context,
            "variable_values": self.variables,
            "operation_name": self.operation_name,
            "operation_extensions": self.extensions,
        }


def with_new_loaders(context: Any) -> Any:
    """Return a copy of the product's context with loaders of its own; of others the context itself."""
    return context.with_new_loaders() if isinstance(context, Context) else context
