"""The outermost layer: gives each request the open database, and explains a failed start in one sentence."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.storage.database import use
from models.storage.migration import CannotStart
from subscriptions.live import current


class AppState:
    """Hands the open database and live channel to each request, which runs in a task of its own."""

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
        failures: list[str] = []

        async def hold_back_failure(message: Message) -> None:
            if message["type"] != "lifespan.startup.failed":
                await send(message)
            else:
                failures.append(message["message"])

        try:
            await self.app(scope, receive, hold_back_failure)
        except CannotStart as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
        except BaseException:
            if failures:
                await send({"type": "lifespan.startup.failed", "message": failures[0]})
            raise
