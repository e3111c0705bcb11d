"""A WebSocket that anyone may end, at any time and any number of times; what is said after is dropped."""

import asyncio

import structlog
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

SESSION_ENDED = 4401
# The WebSocket protocol's own bound for the text of a close.
LONGEST_REASON = 123
CLOSING_SECONDS = 1.0
GONE: Message = {"type": "websocket.disconnect", "code": 1005}

log = structlog.get_logger("proffer")


class Socket(WebSocket):
    """Ends at the first close or failed send; whoever waits for a message then hears that it is over."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        super().__init__(scope, receive, send)
        self.ended = asyncio.Event()

    async def receive(self) -> Message:
        if self.ended.is_set():
            return GONE
        if self.client_state is WebSocketState.CONNECTING:
            return await super().receive()
        arrival = asyncio.create_task(super().receive())
        ending = asyncio.create_task(self.ended.wait())
        try:
            await asyncio.wait({arrival, ending}, return_when=asyncio.FIRST_COMPLETED)
            return arrival.result() if arrival.done() else GONE
        finally:
            arrival.cancel()
            ending.cancel()

    async def send(self, message: Message) -> None:
        if self.ended.is_set():
            return
        try:
            await super().send(message)
        except (OSError, WebSocketDisconnect) as error:
            self.leave(error)
        except RuntimeError as error:
            # A send that waited for the client to read may find the socket closed meanwhile.
            if not self.ended.is_set():
                raise
            self.leave(error)

    async def close(self, code: int = 1000, reason: str | None = None) -> None:
        if self.ended.is_set():
            return
        self.ended.set()
        said = (reason or "").encode()[:LONGEST_REASON].decode(errors="ignore")
        try:
            # A client that does not read must not hold up whoever closes.
            async with asyncio.timeout(CLOSING_SECONDS):
                await super().send({"type": "websocket.close", "code": code, "reason": said})
        except (OSError, RuntimeError, WebSocketDisconnect) as error:
            self.leave(error)

    def leave(self, error: Exception) -> None:
        log.debug("client_left", reason=repr(error))
        self.ended.set()


async def end_session(websocket: WebSocket, reason: str) -> None:
    """Close as its sign-in is over. Safe from any task and however often: only the first close is sent."""
    if websocket.application_state is WebSocketState.CONNECTED:
        await websocket.close(SESSION_ENDED, reason)
