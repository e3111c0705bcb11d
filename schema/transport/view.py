"""GraphQL over HTTP and WebSocket on one path; every request gets a response."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.asgi import GraphQL
from strawberry.schema import BaseSchema
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from schema.execution.operation_log import log_unreadable
from schema.transport.answers import LARGEST_ANSWER, SAFE, error_response, operation_response
from schema.transport.body import SECONDS, Unreadable, method_not_allowed, read_question
from schema.transport.connection import Socket
from schema.transport.errors import client_error
from schema.transport.question import Question
from schema.transport.websocket import Conversation, Frames
from schema.transport.wire import encode_json

Explorer = Callable[[Request], Awaitable[Response]]
OPERATIONS = {"GET": {OperationType.QUERY}, "POST": {OperationType.QUERY, OperationType.MUTATION}}

log = structlog.get_logger("proffer")


class GraphQLView(GraphQL[Any, Any]):
    """The view of Strawberry with strict reading, content negotiation and no escaping exception."""

    websocket_adapter_class = Frames
    graphql_transport_ws_handler_class = Conversation

    def __init__(
        self,
        schema: BaseSchema,
        allowed_origins: Sequence[str] = (),
        get_queries: bool = True,
        explorer: Explorer | None = None,
        largest_answer: int = LARGEST_ANSWER,
        body_seconds: float = SECONDS,
        init_seconds: float = 5.0,
        operations_per_socket: int = 50,
    ) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            allow_queries_via_get=get_queries,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
            connection_init_wait_timeout=timedelta(seconds=init_seconds),
            max_subscriptions_per_connection=operations_per_socket,
            allowed_origins=allowed_origins,
        )
        self.body_seconds = body_seconds
        self.largest_answer = largest_answer
        self.explorer = explorer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self.converse(Socket(scope, receive, send))
            return
        try:
            response = await self.answer(Request(scope, receive))
        except ClientDisconnect:
            log.debug("client_left", path=scope["path"])
            return
        await response(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        accept = request.headers.get("accept", "")
        try:
            if self.explorer is not None and wants_page(request):
                return await show_explorer(self.explorer, request)
            with log_unreadable():
                question = await read_question(request, self.allow_queries_via_get, self.body_seconds)
            sub_response = await self.get_sub_response(request)
            result = await self.run_question(request, question, sub_response)
            return operation_response(result, accept, sub_response, self.largest_answer)
        except ClientDisconnect:
            raise
        except Exception as error:
            return error_response(client_error(error), accept)

    async def run_question(
        self, request: Request, question: Question, sub_response: Response
    ) -> ExecutionResult:
        context = await self.get_context(request, response=sub_response)
        try:
            return await self.schema.execute(
                question.query,
                variable_values=question.variables,
                context_value=context,
                root_value=await self.get_root_value(request),
                operation_name=question.operation_name,
                operation_extensions=question.extensions,
                allowed_operation_types=OPERATIONS[request.method],
            )
        except InvalidOperationTypeError as error:
            raise method_not_allowed(request.method, error.as_http_error_reason(request.method)) from error
        except CannotGetOperationTypeError as error:
            raise Unreadable(400, error.as_http_error_reason()) from error

    async def converse(self, socket: Socket) -> None:
        try:
            await self.run(socket)
        except Exception as error:
            reported_error = client_error(error)
            reference = (reported_error.extensions or {}).get("reference", "")
            await socket.close(1011, f"{reported_error.message} {reference}".strip())

    def encode_json(self, data: object) -> str:
        return encode_json(data).decode()


def wants_page(request: Request) -> bool:
    """Tell whether a browser requests a page: it accepts HTML and sends no query."""
    asks_page = request.method == "GET" and "query" not in request.query_params
    return asks_page and "text/html" in request.headers.get("accept", "")


async def show_explorer(explorer: Explorer, request: Request) -> Response:
    response = await explorer(request)
    response.headers.update(SAFE)
    return response
