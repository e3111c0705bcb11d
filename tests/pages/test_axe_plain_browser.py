"""The pages that the server draws, as axe reads them; it needs the scripts that their readers have not."""

import pytest
from playwright.sync_api import Page

from tests.support.actors import Cast
from tests.support.browser import link_states as states
from tests.support.browser.axe import find_faults
from tests.support.browser.explorer import PageFaults, need_chromium
from tests.support.browser.link_page import slot_link
from tests.support.server import RunningServer

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


def slot(cast: Cast, _: RunningServer) -> str:
    return slot_link(cast, deposit=50_00).token


OFFERS: list[states.LinkFactory] = [states.open_quote, states.answered_quote, states.paused_quote]
OFFERS += [states.incentive, states.promotion, slot]
SPLITS: list[states.LinkFactory] = [
    states.agreed_split,
    states.countered_split,
    states.split_declined_by_another,
    states.new_round,
]
CASES = [("/offer/", made) for made in OFFERS] + [("/splits/invite/", made) for made in SPLITS]


@pytest.mark.parametrize(("path", "made"), CASES, ids=[made.__name__ for _, made in CASES])
def test_what_the_server_draws_has_no_fault(
    page: Page, cast: Cast, server: RunningServer, path: str, made: states.LinkFactory
) -> None:
    page.goto(f"http://{server.address}{path}{made(cast, server)}?plain")
    page.locator("article").wait_for()
    assert find_faults(page) == []


@pytest.mark.parametrize("path", ["/offer", "/splits/invite"])
def test_an_invalid_link_has_no_fault(
    page: Page, server: RunningServer, faults: PageFaults, path: str
) -> None:
    page.goto(f"http://{server.address}{path}/x?plain")
    page.get_by_text("is not valid").wait_for()
    assert find_faults(page) == []
    assert ["404" in fault for fault in faults.pop_all()] == [True]
