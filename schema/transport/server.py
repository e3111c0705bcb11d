"""The GraphQL endpoint of the product, with authentication."""

from typing import Any

from starlette.websockets import WebSocket
from strawberry import UNSET
from strawberry.exceptions import ConnectionRejectionError
from strawberry.types.unset import UnsetType

from schema.context import Context
from schema.transport.authentication import Authentication, from_params
from schema.transport.connection import Socket
from schema.transport.view import Explorer, GraphQLView
from schema.transport.watch import Watch
from settings import Settings


class Endpoint(GraphQLView):
    """The endpoint `/graphql`: the explorer for browsers that request a page, GraphQL for other clients."""

    def __init__(self, schema: Any, settings: Settings, explorer: Explorer | None = None) -> None:
        super().__init__(
            schema,
            allowed_origins=settings.allowed_origins,
            largest_answer=settings.max_answer,
            explorer=explorer,
        )
        self.authentication = Authentication(settings)

    async def get_context(self, request: Any, response: Any) -> Context:
        return await self.authentication.context(request)

    async def on_ws_connect(self, context: Context) -> UnsetType:
        """Reject an invalid token in connection_init; without a token the socket has no viewer."""
        if (authorization := from_params(context.connection_params)) is not None:
            await self.authentication.identify(context, authorization)
            if context.viewer_or_none is None:
                raise ConnectionRejectionError
        if context.viewer_or_none and isinstance(context.connection, WebSocket):
            context.connection.state.watch = Watch(context.connection, context.viewer_or_none)
        return UNSET

    async def converse(self, socket: Socket) -> None:
        try:
            await super().converse(socket)
        finally:
            if watch := getattr(socket.state, "watch", None):
                await watch.stop()
