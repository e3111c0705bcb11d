"""The GraphQL endpoint of the product: who asks, for how long, and what the log says of it."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry import UNSET
from strawberry.exceptions import ConnectionRejectionError
from strawberry.types.unset import UnsetType

from schema.context import Context
from schema.transport.authentication import Authentication, from_params
from schema.transport.connection import Socket
from schema.transport.view import GraphQLView
from schema.transport.watch import Watch
from settings import Settings

Explorer = Callable[[Request], Awaitable[Response]]


class Endpoint(GraphQLView):
    """`/graphql`: the explorer for a browser that asks for a page, GraphQL for everybody else."""

    def __init__(self, schema: Any, settings: Settings, explorer: Explorer | None = None) -> None:
        super().__init__(schema, allowed_origins=settings.allowed_origins)
        self.authentication = Authentication(settings)
        self.explorer_page = explorer

    async def get_context(self, request: Any, response: Any) -> Context:
        return await self.authentication.context(request)

    async def on_ws_connect(self, context: Context) -> UnsetType:
        """A token in connection_init must be good; without one the socket is a stranger's."""
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

    def wants_explorer(self, request: Request) -> bool:
        asks_page = request.method == "GET" and "query" not in request.query_params
        return (
            asks_page and self.explorer_page is not None and "text/html" in request.headers.get("accept", "")
        )

    async def explorer(self, request: Request) -> Response:
        if self.explorer_page is None:
            raise LookupError("there is no explorer on this server")
        return await self.explorer_page(request)
