"""A WebSocket that any task may close, at any time and repeatedly; later messages are dropped."""

import asyncio

import structlog
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

SESSION_ENDED = 4401
# The WebSocket protocol's limit for the reason of a close, in bytes.
LONGEST_REASON = 123
CLOSING_SECONDS = 1.0
GONE: Message = {"type": "websocket.disconnect", "code": 1005}

log = structlog.get_logger("proffer")


class Socket(WebSocket):
    """A socket that ends at the first close or failed send; a pending `receive` then returns a disconnect."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        super().__init__(scope, receive, send)
        self.has_ended = asyncio.Event()

    async def receive(self) -> Message:
        if self.has_ended.is_set():
            return GONE
        if self.client_state is WebSocketState.CONNECTING:
            return await super().receive()
        arrival = asyncio.create_task(super().receive())
        ending = asyncio.create_task(self.has_ended.wait())
        try:
            await asyncio.wait({arrival, ending}, return_when=asyncio.FIRST_COMPLETED)
            return arrival.result() if arrival.done() else GONE
        finally:
            arrival.cancel()
            ending.cancel()

    async def send(self, message: Message) -> None:
        if self.has_ended.is_set():
            return
        try:
            await super().send(message)
        except (OSError, WebSocketDisconnect) as error:
            self.mark_end(error)
        except RuntimeError as error:
            # The socket may have been closed while a send waited for the client to read.
            if not self.has_ended.is_set():
                raise
            self.mark_end(error)

    async def close(self, code: int = 1000, reason: str | None = None) -> None:
        if self.has_ended.is_set():
            return
        self.has_ended.set()
        text = (reason or "").encode()[:LONGEST_REASON].decode(errors="ignore")
        try:
            # A client that does not read must not delay the task that closes.
            async with asyncio.timeout(CLOSING_SECONDS):
                await super().send({"type": "websocket.close", "code": code, "reason": text})
        except (OSError, RuntimeError, WebSocketDisconnect) as error:
            self.mark_end(error)

    def mark_end(self, error: Exception) -> None:
        log.debug("client_left", reason=repr(error))
        self.has_ended.set()


async def end_session(websocket: WebSocket, reason: str) -> None:
    """Close the socket because its session has ended. Safe from any task: only the first close is sent."""
    if websocket.application_state is WebSocketState.CONNECTED:
        await websocket.close(SESSION_ENDED, reason)
