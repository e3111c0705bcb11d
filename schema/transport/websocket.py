"""The graphql-transport-ws protocol; an invalid message closes the socket with a code."""

from collections.abc import AsyncGenerator
from typing import Any

from starlette.types import Message as Frame
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import Message, SubscribeMessage

from models.refused import Code, Refused
from schema.transport.answers import too_large
from schema.transport.connection import Socket, end_session
from schema.transport.errors import client_error
from schema.transport.messages import check_message
from schema.transport.wire import decode_json, encode_json

__all__ = ["Conversation", "Frames", "end_session"]

LARGEST_FRAME = 65_536
TOO_LARGE = 1009
NOT_UNDERSTOOD = 4400


class Frames(ASGIWebSocketAdapter):
    """The adapter that reads and writes text frames of JSON."""

    ws: Socket

    @property
    def largest_answer(self) -> int:
        view: Any = self.view
        return int(view.largest_answer)

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        while (frame := await self.ws.receive())["type"] == "websocket.receive":
            text = frame.get("text")
            if text is not None and len(text.encode()) > LARGEST_FRAME:
                await self.close(TOO_LARGE, f"A frame cannot be larger than {LARGEST_FRAME} bytes.")
                return
            try:
                message = read(frame)
            except Refused as refused:
                await self.close(NOT_UNDERSTOOD, refused.sentence)
                return
            yield message

    async def send_json(self, message: Any) -> None:
        await self.ws.send_text(encode_message(message, self.largest_answer).decode())

    async def close(self, code: int, reason: str) -> None:
        await self.ws.close(code, reason)


def encode_message(message: dict[str, Any], largest: int) -> bytes:
    """Return the message as JSON; an answer that is too large is replaced by an error that says so."""
    text = encode_json(message)
    if message["type"] != "next" or len(text) <= largest:
        return text
    return encode_json({**message, "payload": too_large(len(text), largest)})


def read(frame: Frame) -> object:
    if frame.get("text") is None:
        raise Refused(Code.BAD_INPUT, "A frame must be text.")
    message = decode_json(frame["text"])
    check_message(message)
    return message


class Conversation(BaseGraphQLTransportWSHandler[Any, Any]):
    """The operations of one client; each fails by itself, with an `error` for its id."""

    async def handle_message(self, message: Message) -> None:
        handlers: dict[str, Any] = {
            "connection_init": self.handle_connection_init,
            "ping": self.handle_ping,
            "pong": self.handle_pong,
            "subscribe": self.handle_subscribe,
            "complete": self.handle_complete,
        }
        await handlers[message["type"]](message)

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        most = self.max_subscriptions_per_connection
        full = most is not None and len(self.operations) >= most
        if full and self.connection_acknowledged and message["id"] not in self.operations:
            error = client_error(
                Refused(
                    Code.RATE_LIMITED, f"A socket cannot run more than {most} operations at the same time."
                )
            )
            await self.send_message({"id": message["id"], "type": "error", "payload": [error.formatted]})
            return
        await super().handle_subscribe(message)

    async def _send_result_stream(self, operation: Operation[Any, Any], result_source: Any) -> None:
        try:
            await super()._send_result_stream(operation, result_source)
        except Exception as error:
            await operation.send_initial_errors([client_error(error)])

    def forget_id(self, id: str) -> None:
        # A client may complete an operation while its last message is on the way.
        self.operations.pop(id, None)

    @staticmethod
    def _get_pre_execution_close_reason(_: object) -> str | None:
        # An unreadable document fails its operation with an `error`, and leaves the socket open.
        return None

    async def handle_task_exception(self, error: Exception) -> None:
        client_error(error)
