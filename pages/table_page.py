"""The page of a table: one static page for every code, or drawn by the server without scripts."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from pages.link_pages import GUARDED, LinkFiles, choose_page, page_of
from pages.plain import PlainPage

HERE = Path(__file__).parent / "table"


def routes(api: ASGIApp) -> list[BaseRoute]:
    """Return the routes; `api` is the GraphQL endpoint."""
    plain = PlainPage("table", api, GUARDED)
    return [
        Route("/t/{token}", choose_page(page_of(HERE), plain.show)),
        Mount("/t/assets", LinkFiles(directory=HERE)),
    ]
