"""The outermost layer: requests meet the open database, a start that fails says why in one sentence."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.storage.database import use
from models.storage.migration import CannotStart
from subscriptions.live import current


class Doors:
    """Wraps the application, because a request runs in another task than the lifespan that opened things."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._start(scope, receive, send)
            return
        use(scope["state"]["database"])
        current.set(scope["state"]["live"])
        await self.app(scope, receive, send)

    async def _start(self, scope: Scope, receive: Receive, send: Send) -> None:
        why: list[str] = []

        async def told(message: Message) -> None:
            if message["type"] != "lifespan.startup.failed":
                await send(message)
            else:
                why.append(message["message"])

        try:
            await self.app(scope, receive, told)
        except CannotStart as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
        except BaseException:
            if why:
                await send({"type": "lifespan.startup.failed", "message": why[0]})
            raise
