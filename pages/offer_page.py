"""The page that a link opens: still files only; its script asks the API as anybody's client would."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

HERE = Path(__file__).parent / "offer"
PAGE = (HERE / "index.html").read_text(encoding="utf-8")
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


class OfferFiles(StaticFiles):
    """Scripts, styles and the icon; never the page, which only `offer_page` sends, with its policy."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if Path(path).suffix not in SERVED:
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        response.headers.update({"Cache-Control": "no-cache", **DISCREET})
        return response


async def offer_page(_: Request) -> Response:
    """The same for every token, good or not: whether it opens anything, the API says."""
    return HTMLResponse(
        PAGE, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-store", **DISCREET}
    )


def routes() -> list[BaseRoute]:
    return [Route("/offer/{token}", offer_page), Mount("/offer/assets", OfferFiles(directory=HERE))]
