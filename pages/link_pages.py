"""The pages behind links: static files whose scripts use the API, or drawn by the server without scripts."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import ASGIApp, Scope

from models.splits.split import SPLIT
from pages.plain import OFFER, PLAIN, PlainPage, document

Page = Callable[[Request], Awaitable[Response]]
FOLDER = Path(__file__).parent
# The path of each kind of link with the folder of its page; `link` holds what they share.
PAGES = {f"/{OFFER}": FOLDER / "offer", f"/{SPLIT.path}": FOLDER / "split"}
COMMON = FOLDER / "link"
SUFFIXES = {".js", ".css", ".svg"}
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
# The address of the page is the link itself: keep it from other sites, indexes and caches.
DISCREET = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
}
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", **DISCREET}
# The policy of the pages that the server draws, which post a form.
FORM_POLICY = POLICY.replace("form-action 'none'", "form-action 'self'")
FORM_HEADERS = {**HEADERS, "Content-Security-Policy": FORM_POLICY}


class LinkFiles(StaticFiles):
    """The scripts, styles and icon; never the page, which is only sent with its policy."""

    def get_directories(self, directory: PathLike | None = None, *_: object) -> list[PathLike]:
        return [*super().get_directories(directory), COMMON]

    async def get_response(self, path: str, scope: Scope) -> Response:
        if Path(path).suffix not in SUFFIXES:
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        response.headers.update({"Cache-Control": "no-cache", **DISCREET})
        return response


def page_of(folder: Path) -> Page:
    """Return the endpoint of a page, the same for every token: only the API says whether it is valid."""
    page = (folder / "index.html").read_text(encoding="utf-8")

    async def show(_: Request) -> Response:
        return HTMLResponse(page, headers=HEADERS)

    return show


def choose_page(static: Page, plain: Page) -> Page:
    """Serve both pages: the static one sends browsers without scripts to the plain one."""

    async def show(request: Request) -> Response:
        return await (plain if PLAIN in request.query_params else static)(request)

    return show


async def send_document(_: Request) -> Response:
    """Send the query of the drawn offer page, which the script uses as well."""
    return PlainTextResponse(document("shown"), headers={"Cache-Control": "no-cache", **DISCREET})


def routes(api: ASGIApp) -> list[BaseRoute]:
    """Return the routes; `api` is the GraphQL endpoint."""
    offer, split = PlainPage("offer", api, FORM_HEADERS), PlainPage("split", api, HEADERS)
    pages: list[BaseRoute] = [
        Route(f"{path}/{{token}}", choose_page(page_of(folder), plain.show))
        for (path, folder), plain in zip(PAGES.items(), (offer, split), strict=True)
    ]
    pages.append(Route(f"/{OFFER}/{{token}}", offer.answer, methods=["POST"]))
    pages.append(Route(f"/{OFFER}/assets/shown.graphql", send_document))
    return pages + [Mount(f"{path}/assets", LinkFiles(directory=folder)) for path, folder in PAGES.items()]
