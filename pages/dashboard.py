"""The dashboard: one static page, whose scripts use the API as any client would."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route

from pages.link_pages import LinkFiles, page_of

FOLDER = Path(__file__).parent / "dashboard"


def routes() -> list[BaseRoute]:
    return [Route("/dashboard", page_of(FOLDER)), Mount("/dashboard/assets", LinkFiles(directory=FOLDER))]
