"""graphql-core's executor, with which compiled operations are compared, and which runs the others."""

from typing import Any

from graphql.pyutils import RefMap
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext


class ReferenceExecutor(StrawberryGraphQLCoreExecutionContext):
    """graphql-core's executor, whose memory does not grow with the events of a subscription.

    graphql-core 3.3.2 shares one memo of selections among the executors of all events of a subscription, and
    each event adds to it until its socket closes.
    """

    def build_per_event_executor(self, payload: Any) -> Any:
        executor: Any = super().build_per_event_executor(payload)
        executor._relevant_sub_fields = {}
        executor._stream_usages = RefMap()
        return executor
