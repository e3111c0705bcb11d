"""The dashboard: one static page, whose scripts use the API as any client would."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route

from pages.link_pages import LinkFiles, page_of

HERE = Path(__file__).parent / "dashboard"


def routes() -> list[BaseRoute]:
    return [Route("/dashboard", page_of(HERE)), Mount("/dashboard/assets", LinkFiles(directory=HERE))]
