"""The page of a table: one static page for every code, or drawn by the server without scripts."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from pages.link_pages import HEADERS, LinkFiles, choose_page, page_of
from pages.plain import PlainPage

FOLDER = Path(__file__).parent / "table"


def routes(api: ASGIApp) -> list[BaseRoute]:
    """Return the routes; `api` is the GraphQL endpoint."""
    plain = PlainPage("table", api, HEADERS)
    return [
        Route("/t/{token}", choose_page(page_of(FOLDER), plain.show)),
        Mount("/t/assets", LinkFiles(directory=FOLDER)),
    ]
