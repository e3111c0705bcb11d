"""The live views of the dashboard: a slot's attempts, and a split's table."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_slots import AROUND_THE_CLOCK, RUN, WITHDRAW, open_slot
from tests.support.actors import Cast, Person
from tests.support.browser.dashboard import open_dashboard
from tests.support.browser.explorer import need_chromium
from tests.support.server import RunningServer
from tests.support.shops import customer, shop
from tests.support.splits import accept, counter, send_split

need_chromium()

pytestmark = [
    pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session"),
    pytest.mark.usefixtures("sign_out_afterwards"),
]


def test_the_cascade_of_a_slot_updates_live(page: Page, server: RunningServer, cast: Cast) -> None:
    own = shop(cast.builder, **AROUND_THE_CLOCK)["id"]
    customer(cast.builder.client, own, name="Asha")
    slot = open_slot(cast, own)
    open_dashboard(page, server, cast.builder, f"#offer/{slot}")
    live = page.locator("#live")
    expect(live).to_contain_text("Nobody has been asked yet.")
    cast.builder.client.get(RUN, id=slot)
    expect(live.locator("li")).to_contain_text("1. Asha Being sent")
    cast.builder.client.get(WITHDRAW, id=slot)
    expect(live.locator(".badge")).to_have_text("Withdrawn")
    expect(page.locator("#offer-known")).to_contain_text("Closed")


def test_the_table_of_a_split_updates_live(
    page: Page, server: RunningServer, cast: Cast, author: Person
) -> None:
    split = send_split(author)
    open_dashboard(page, server, author, f"#offer/{split.id}")
    status = page.locator("#live tbody .badge")
    expect(status).to_have_text(["Invited"] * 3)
    accept(cast.stranger, split.tokens[0])
    expect(status).to_have_text(["Accepted", "Invited", "Invited"])
    counter(cast.stranger, split.tokens[1], 60, 40)
    expect(status).to_have_text(["Accepted", "Countered", "Invited"])
    expect(page.locator("#live")).to_contain_text("Asks for 60% of master and 40% of publishing")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
