"""The page of a table: one still page for every code; its scripts ask and listen as any client would."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route

from pages.link_pages import LinkFiles, page_of

HERE = Path(__file__).parent / "table"


def routes() -> list[BaseRoute]:
    return [Route("/t/{code}", page_of(HERE)), Mount("/t/assets", LinkFiles(directory=HERE))]
