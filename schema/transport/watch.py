"""The watch that closes a socket when its viewer loses the right to it."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import structlog
from starlette.websockets import WebSocket

from models.clock import now
from models.people.session import reload_viewers
from models.people.user import auth_channel
from models.people.viewer import Viewer
from models.refused import Denied
from schema.transport.websocket import end_session
from subscriptions.follow import until_next
from subscriptions.live import listen, read_together

LOOK_EVERY = 30.0
LOOK_AGAIN = 1.0
log = structlog.get_logger("proffer")


class Watch:
    """The task that ends a socket when its session expires or is revoked, or its user is disabled."""

    def __init__(self, socket: WebSocket, viewer: Viewer) -> None:
        self.task = asyncio.create_task(_until_it_ends(socket, viewer))

    async def stop(self) -> None:
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task


async def _until_it_ends(socket: WebSocket, viewer: Viewer) -> None:
    async with listen(auth_channel(viewer.id)) as bell:
        while True:
            try:
                viewer = await read_together(reload_in_order, viewer)
                seconds = _seconds_until(viewer.signed_in_until)
            except Denied as denied:
                await end_session(socket, denied.sentence)
                return
            except Exception as error:
                # The database may be unavailable for a moment, so the check is repeated soon.
                log.warning("the right to a socket could not be checked", reason=repr(error))
                seconds = LOOK_AGAIN
            await bell.wait(seconds)


async def reload_in_order(viewers: Sequence[Viewer]) -> list[Viewer | Denied]:
    """Reload the viewers of all sockets that look in the same moment."""
    present = await reload_viewers(viewers, now())
    return [present[viewer] for viewer in viewers]


def _seconds_until(end: datetime | None) -> float:
    until_look = until_next(LOOK_EVERY)
    return until_look if end is None else min(until_look, max(0.0, (end - now()).total_seconds()) + 0.01)
