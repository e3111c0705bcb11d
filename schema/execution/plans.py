"""The plans of operations: each is compiled once for each choice that its `@skip` and `@include` leave."""

from typing import Any
from weakref import finalize

from graphql import OperationDefinitionNode
from graphql.execution.collect_fields import collect_fields

from schema.execution.conditions import condition_names
from schema.execution.fields import Fields
from schema.execution.reference import ReferenceExecutor

Choice = tuple[bool, ...]


class Plan:
    """The compiled fields of one operation, for each choice of the variables that its conditions read."""

    def __init__(self, executor: ReferenceExecutor) -> None:
        self.names = condition_names(executor.operation, executor.fragment_definitions)
        self.fields: dict[Choice, Fields] = {}

    def fields_for(self, executor: ReferenceExecutor) -> Fields | None:
        """Return the fields that the variables of this request choose; None if graphql-core must run it."""
        choice = None if self.names is None else read_choice(self.names, executor)
        if choice is None:
            return None
        if choice not in self.fields:
            self.fields[choice] = compile_root(executor)
        return self.fields[choice]


# By identity, because the equality of nodes compares whole trees; a plan ends with its document.
PLANS: dict[int, Plan] = {}


def plan_of(executor: ReferenceExecutor) -> Fields | None:
    """Return the compiled fields of the executor's operation, or None if it is not compiled."""
    plan = PLANS.get(id(executor.operation)) or keep_plan(executor.operation, Plan(executor))
    return plan.fields_for(executor)


def keep_plan(operation: OperationDefinitionNode, plan: Plan) -> Plan:
    PLANS[id(operation)] = plan
    finalize(operation, PLANS.pop, id(operation), None).atexit = False
    return plan


def read_choice(names: tuple[str, ...], executor: ReferenceExecutor) -> Choice | None:
    """Return the value of each condition; None if one is null, which is an error that graphql-core words."""
    variables: dict[str, Any] = executor.variable_values.coerced
    choice = tuple(variables.get(name) for name in names)
    return None if None in choice else choice  # type: ignore[return-value]


def compile_root(executor: ReferenceExecutor) -> Fields:
    root_type = executor.schema.get_root_type(executor.operation.operation)
    if root_type is None:
        raise LookupError(f"The schema has no {executor.operation.operation.value} type.")
    fields = collect_fields(
        executor.schema, executor.fragments, executor.variable_values, root_type, executor.operation
    )
    return Fields(executor, root_type, fields.grouped_field_set)
