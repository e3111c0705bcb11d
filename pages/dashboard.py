"""The dashboard: one still page; its scripts sign in, ask and listen as anybody's client would."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route

from pages.link_pages import LinkFiles, page_of

HERE = Path(__file__).parent / "dashboard"


def routes() -> list[BaseRoute]:
    return [Route("/dashboard", page_of(HERE)), Mount("/dashboard/assets", LinkFiles(directory=HERE))]
