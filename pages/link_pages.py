"""The pages that links open: still files, whose scripts ask the API; drawn here for readers without them."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import ASGIApp, Scope

from models.splits.split import SPLIT
from pages.plain import ASKED_FOR, OFFER, PlainPage, document

Page = Callable[[Request], Awaitable[Response]]
HERE = Path(__file__).parent
# Where a link leads, and the folder of the page there; what is the same for all stands in `link`.
PAGES = {f"/{OFFER}": HERE / "offer", f"/{SPLIT.path}": HERE / "split"}
COMMON = HERE / "link"
SERVED = {".js", ".css", ".svg"}
POLICY = "; ".join(
    [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        # The script sends the answer: a form sent without it would put the comment into the address.
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
# The address of the page is the link itself: it goes to no other site, into no index and no cache.
DISCREET = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
}
GUARDED = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", **DISCREET}
# Where the server draws the page, and a form is posted.
FORM_POLICY = POLICY.replace("form-action 'none'", "form-action 'self'")
TAKING_FORMS = {**GUARDED, "Content-Security-Policy": FORM_POLICY}


class LinkFiles(StaticFiles):
    """Scripts, styles and the icon; never the page, which is only sent with its policy."""

    def get_directories(self, directory: PathLike | None = None, *_: object) -> list[PathLike]:
        return [*super().get_directories(directory), COMMON]

    async def get_response(self, path: str, scope: Scope) -> Response:
        if Path(path).suffix not in SERVED:
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        response.headers.update({"Cache-Control": "no-cache", **DISCREET})
        return response


def page_of(folder: Path) -> Page:
    """The same for every token, good or not: whether it opens anything, the API says."""
    page = (folder / "index.html").read_text(encoding="utf-8")

    async def shown(_: Request) -> Response:
        return HTMLResponse(page, headers=GUARDED)

    return shown


def either(still: Page, plain: Page) -> Page:
    """A browser that runs no scripts is sent from the one to the other by the page itself."""

    async def shown(request: Request) -> Response:
        return await (plain if ASKED_FOR in request.query_params else still)(request)

    return shown


async def shown_document(_: Request) -> Response:
    """What the drawn page asks about an offer, for the script to ask as well."""
    return PlainTextResponse(document("shown"), headers={"Cache-Control": "no-cache", **DISCREET})


def routes(api: ASGIApp) -> list[BaseRoute]:
    """`api` is the endpoint that everybody asks."""
    offer, split = PlainPage("offer", api, TAKING_FORMS), PlainPage("split", api, GUARDED)
    pages: list[BaseRoute] = [
        Route(f"{path}/{{token}}", either(page_of(folder), plain.shown))
        for (path, folder), plain in zip(PAGES.items(), (offer, split), strict=True)
    ]
    pages.append(Route(f"/{OFFER}/{{token}}", offer.answered, methods=["POST"]))
    pages.append(Route(f"/{OFFER}/assets/shown.graphql", shown_document))
    return pages + [Mount(f"{path}/assets", LinkFiles(directory=folder)) for path, folder in PAGES.items()]
