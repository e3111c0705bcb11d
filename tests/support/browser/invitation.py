"""The steps of a participant on the page of an invitation."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Response

from tests.support.browser.link_page import press
from tests.support.server import RunningServer
from tests.support.splits import Split


class InvitationPage:
    """Opens the invitation of a participant, and waits until it is displayed."""

    def __init__(self, page: Page, server: RunningServer) -> None:
        self.page = page
        self.origin = f"http://{server.address}"

    def __call__(self, split: Split, place: int = 0) -> None:
        with self.page.expect_response(posts_field("recordView")):
            self.go(split.tokens[place])

    def go(self, token: str) -> None:
        self.page.goto(f"{self.origin}/splits/invite/{token}")
        self.page.locator('#page[aria-busy="false"]').wait_for()

    def answer_to(self, split: Split) -> Any:
        """Return the server's answer to the page about the first participant's invitation."""
        with self.page.expect_response(posts_field("splitInvite")) as response:
            self(split)
        return response.value.json()


def posts_field(field: str) -> Callable[[Response], bool]:
    return lambda told: field in (told.request.post_data or "")


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def lines(page: Page) -> list[str]:
    """Return the rows of the table, one text per participant."""
    cells = "row => [...row.cells].map((cell) => cell.textContent).join(' ')"
    return [row.evaluate(cells) for row in page.locator("#participants tr").all()]


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).check()


def sign(page: Page, name: str, with_drawing: bool = False) -> None:
    page.get_by_label("Your signature").fill(name)
    if with_drawing:
        draw(page)
    press(page, "Accept and sign")


def draw(page: Page) -> None:
    """Draw a signature with the mouse, clear it, and draw another."""
    page.get_by_text("Draw your signature too").click()
    stroke(page)
    press(page, "Clear the drawing")
    page.get_by_text("Draw your signature too").wait_for()
    stroke(page)


def stroke(page: Page) -> None:
    pad = page.locator("#pad")
    pad.hover(position={"x": 40, "y": 50})
    page.mouse.down()
    pad.hover(position={"x": 200, "y": 80})
    page.mouse.up()
