"""The page of a table: still, the same for every code; drawn for readers whose browser runs no scripts."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from pages.link_pages import GUARDED, LinkFiles, either, page_of
from pages.plain import PlainPage

HERE = Path(__file__).parent / "table"


def routes(api: ASGIApp) -> list[BaseRoute]:
    """`api` is the endpoint that everybody asks."""
    plain = PlainPage("table", api, GUARDED)
    return [
        Route("/t/{token}", either(page_of(HERE), plain.shown)),
        Mount("/t/assets", LinkFiles(directory=HERE)),
    ]
