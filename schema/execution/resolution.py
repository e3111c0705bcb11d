"""What a resolver can ask about its field: GraphQLResolveInfo, with each value read when it is asked for."""

from typing import TYPE_CHECKING, Any

from graphql.pyutils import Path

from schema.execution.place import Place, field_place, path_of

if TYPE_CHECKING:
    from schema.execution.field import Field


class Resolution:
    """The attributes of graphql-core's GraphQLResolveInfo; the fixed ones belong to the compiled field."""

    __slots__ = ("executor", "field", "place")

    def __init__(self, executor: Any, field: "Field", place: Place) -> None:
        self.executor = executor
        self.field = field
        self.place = place

    @property
    def path(self) -> Path | None:
        return path_of(field_place(self.place))

    @property
    def context(self) -> Any:
        return self.executor.context_value

    @property
    def variable_values(self) -> dict[str, Any]:
        values: dict[str, Any] = self.executor.variable_values.coerced
        return values

    @property
    def fragments(self) -> Any:
        return self.executor.fragment_definitions

    @property
    def field_nodes(self) -> Any:
        return self.field.nodes

    def __getattr__(self, name: str) -> Any:
        return getattr(self.field if name in OF_FIELD else self.executor, name)


OF_FIELD = {"field_name", "return_type", "parent_type"}
