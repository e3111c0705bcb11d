"""The pages of links, as axe reads them: each kind of offer, open, answered, and past its end."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from models.sharing.share import Share
from tests.support.actors import Cast
from tests.support.browser.axe import find_faults
from tests.support.browser.explorer import PageFaults, need_chromium
from tests.support.browser.link_page import press, slot_link
from tests.support.database_dump import PAST, run_on_database
from tests.support.dining import TWENTY_OFF, Dining
from tests.support.server import RunningServer
from tests.support.sharing import Link, answer, quote, share
from tests.support.splits import send_split

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


def a_quote(cast: Cast) -> Link:
    offer = quote(
        cast.builder, customer={"name": "Asha"}, notes="Without the tiles.", description="All of it."
    )
    return share(cast.builder, offer, recipientName="Asha")


def an_incentive(cast: Cast) -> Link:
    offer = cast.offer(commissionPercentage=2.5, termsAndConditions=["Paid on signing."])
    return share(cast.builder, offer)


def a_promotion(cast: Cast) -> Link:
    rest = {"code": "WELCOME", "conditions": {"weekdays": [1]}}
    return share(cast.builder, Dining(cast).promotion("Welcome", TWENTY_OFF, **rest))


def a_slot(cast: Cast) -> Link:
    return slot_link(cast, deposit=50_00, depositUrl="https://pay.example/{appointment}")


KINDS: list[Callable[[Cast], Link]] = [a_quote, an_incentive, a_promotion, a_slot]


@pytest.mark.parametrize("made", KINDS)
def test_an_offer_has_no_fault_open_or_answered(
    page: Page, server: RunningServer, cast: Cast, made: Callable[[Cast], Link]
) -> None:
    page.goto(f"http://{server.address}/offer/{made(cast).token}")
    expect(page.locator("#answer")).to_be_visible()
    assert find_faults(page) == []
    page.get_by_label("Comment").fill("Please go ahead.")
    press(page, "Accept")
    expect(page.locator("#decision")).to_be_visible()
    assert find_faults(page) == []


# Each page that somebody opens without an account, and what it says: a page that is added has its line here.
NOWHERE = {"offer": "is not valid", "splits/invite": "is not valid"}


@pytest.mark.parametrize("path", NOWHERE)
def test_an_invalid_link_has_no_fault(page: Page, server: RunningServer, path: str) -> None:
    page.goto(f"http://{server.address}/{path}/{'A' * 43}")
    expect(page.locator("#notice")).to_contain_text(NOWHERE[path])
    assert find_faults(page) == []


def test_an_offer_past_its_end_and_one_that_changed_have_no_fault(
    page: Page, server: RunningServer, cast: Cast
) -> None:
    link = a_quote(cast)
    page.goto(f"http://{server.address}/offer/{link.token}")
    expect(page.locator("#answer")).to_be_visible()
    answer(cast.stranger, link, "DECLINED")
    press(page, "Accept")
    expect(page.locator("#notice")).to_contain_text("the first answer counts")
    assert find_faults(page) == []
    late = a_quote(cast)
    run_on_database(server, lambda: Share.filter(id=late.id).update(expires_at=PAST))
    page.goto(f"http://{server.address}/offer/{late.token}")
    expect(page.locator("#notice")).to_contain_text("expired")
    assert find_faults(page) == []


def test_the_message_about_an_unreachable_server_has_no_fault(
    page: Page, server: RunningServer, faults: PageFaults
) -> None:
    page.route("**/graphql", lambda route: route.abort(), times=1)
    page.goto(f"http://{server.address}/offer/{'A' * 43}")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    assert find_faults(page) == []
    assert ["ERR_FAILED" in fault for fault in faults.pop_all()] == [True]


def test_a_split_past_its_end_has_no_fault(page: Page, server: RunningServer, cast: Cast) -> None:
    split = send_split(cast.agent)
    who = split.people[0]["share"]["id"]
    run_on_database(server, lambda: Share.filter(id=who).update(expires_at=PAST))
    page.goto(f"http://{server.address}/splits/invite/{split.tokens[0]}")
    expect(page.locator("#notice")).to_contain_text("expired")
    assert find_faults(page) == []


def test_what_is_wrong_with_a_page_is_found_in_both_looks(page: Page) -> None:
    page.goto("about:blank")
    page.set_content("<main><h1>Asked</h1><input></main>")
    assert [fault.split(" [")[0] for fault in find_faults(page, "input")] == [
        "light critical label",
        "dark critical label",
    ]
