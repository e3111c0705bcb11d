"""The explorer: GraphiQL and its files, all from our own origin, as its content policy requires."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from pages.operations import read_operations

FOLDER = Path(__file__).parent / "explorer"
OPERATIONS = FOLDER / "operations"
PAGE = (FOLDER / "index.html").read_text(encoding="utf-8")
SUFFIXES = {".js", ".css", ".svg", ".txt"}
# Vendored files carry their version in their name, so a cached copy is never stale.
FOR_A_YEAR, ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"
NO_SNIFFING = {"X-Content-Type-Options": "nosniff"}
# GraphiQL's dialogs write one inline style, so that the page behind them does not scroll: this is its hash.
# Its fonts and cursors are data URLs in its style sheet. 'self' covers the WebSocket of the same host.
SCROLL_LOCK = "'sha256-nzTgYzXYDNe6BAHiiI7NNlfK8n/auuOAhh2t92YvuXo='"
POLICY = "; ".join(
    [
        "default-src 'self'",
        f"style-src 'self' {SCROLL_LOCK}",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


class DemoAccount(NamedTuple):
    label: str
    email: str
    password: str


class ExplorerFiles(StaticFiles):
    """The scripts, styles and licences; never the page, which only `explorer_page` sends, with its policy."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if Path(path).suffix not in SUFFIXES:
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        caching = FOR_A_YEAR if Path(path).parts[0] == "assets" else ASK_AGAIN
        response.headers.update({"Cache-Control": caching, **NO_SNIFFING})
        return response


async def explorer_page(_: Request) -> Response:
    return HTMLResponse(
        PAGE,
        headers={
            "Content-Security-Policy": POLICY,
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "Vary": "Accept",
            **NO_SNIFFING,
        },
    )


def routes(demo_accounts: Sequence[DemoAccount] = (), operations: Path = OPERATIONS) -> list[BaseRoute]:
    """Return the routes of the explorer's files and configuration. Outside demo mode, pass no accounts."""
    config = {
        "accounts": [account._asdict() for account in demo_accounts],
        "operations": read_operations(operations),
    }

    async def explorer_config(_: Request) -> Response:
        return JSONResponse(config, headers={"Cache-Control": "no-store", **NO_SNIFFING})

    return [
        Route("/explorer/config.json", explorer_config),
        Mount("/explorer", ExplorerFiles(directory=FOLDER)),
    ]
