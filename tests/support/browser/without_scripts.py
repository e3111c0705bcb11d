"""The pages that the server renders for readers without JavaScript."""

import re
from html.parser import HTMLParser

import httpx

from tests.support.sharing import Link


class PlainPage(HTMLParser):
    """The words of a page's body, and the markup that it consists of."""

    def __init__(self, page: httpx.Response) -> None:
        super().__init__()
        self.response = page
        self.names: set[str] = set()
        self.texts: list[str] = []
        self.feed(page.text.partition("<body>")[2])

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.texts)).strip()


def get_plain_offer(web: httpx.Client, link: Link, **headers: str) -> PlainPage:
    return PlainPage(web.get(f"/offer/{link.token}?plain", headers=headers))


def get_plain_invitation(web: httpx.Client, token: str) -> PlainPage:
    return PlainPage(web.get(f"/splits/invite/{token}?plain"))
