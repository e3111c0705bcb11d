"""What the page of an invitation says of a new round, and of a link that is over."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from models.clock import now
from models.sharing.opening import REPLACED
from models.sharing.share import Share
from tests.support.actors import Cast
from tests.support.browser.explorer import need_chromium
from tests.support.browser.invitation import InvitationPage, choose, sign, status
from tests.support.browser.link_page import press, visit_link
from tests.support.database_dump import PAST, run_on_database
from tests.support.server import RunningServer
from tests.support.sharing import quote, share
from tests.support.splits import REOPEN, accept, counter, send_split

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


@pytest.fixture
def invitation(page: Page, server: RunningServer) -> InvitationPage:
    return InvitationPage(page, server)


def test_a_new_round_says_why_and_marks_what_changed(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent)
    invitation(split)
    for quiet in ("#set-aside", "#why", "#note"):
        expect(page.locator(quiet)).to_have_text("")
    accept(cast.stranger, split.tokens[0])
    split.revise((40, 33.33), (35, 33.33), note="Ben wrote <b>more</b>.")
    invitation(split)
    earlier = "Your earlier answer no longer counts, because the shares have changed."
    expect(page.locator("#set-aside")).to_have_text(earlier)
    expect(page.locator("#why")).to_contain_text("writes about this round:")
    expect(page.locator("#note")).to_have_text("Ben wrote <b>more</b>.")
    expect(page.locator("td.changed")).to_have_text(["40.00%was 50.00%", "35.00%was 25.00%"])
    choose(page, "Accept and sign")
    sign(page, "Ada L.")
    expect(page.locator("#decision")).to_be_focused()
    expect(page.locator("#set-aside")).to_have_text("")
    expect(page.locator("td.changed")).to_have_count(0)
    invitation(split, 1)
    expect(page.locator("#set-aside")).to_have_text("")


def test_a_new_round_with_the_same_shares_does_not_say_that_they_changed(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent)
    accept(cast.stranger, split.tokens[0])
    split.revise(until=(now() + timedelta(days=9)).isoformat())
    invitation(split)
    expect(page.locator("#set-aside")).to_contain_text("because everybody is asked about a new version.")
    expect(page.locator("td.changed")).to_have_count(0)


def test_after_a_reopening_it_says_that_the_proposal_was_set_aside(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent)
    counter(cast.stranger, split.tokens[0], 60, 40)
    cast.agent.client.get(REOPEN, id=split.people[0]["id"])
    invitation(split)
    expect(page.locator("#set-aside")).to_have_text(
        "Your proposal was set aside: you are asked again about the same shares."
    )


def test_a_replaced_link_says_where_the_newer_one_is_and_keeps_what_was_typed(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent)
    old = split.tokens[0]
    invitation(split)
    choose(page, "Ask for other shares")
    page.get_by_label("Master").fill("60")
    page.get_by_label("Notes").fill("For the <i>chorus</i>.")
    split.revise((40, 33.33), (35, 33.33))
    press(page, "Ask for these shares")
    expect(status(page)).to_have_text(REPLACED)
    expect(page.locator("#typed dd")).to_have_text(["60", "33.33", "For the <i>chorus</i>."])
    expect(page.get_by_role("heading", name="Who gets what")).to_have_count(0)
    invitation.go(old)
    expect(status(page)).to_have_text(REPLACED)
    expect(page.locator("#typed")).to_be_hidden()


def test_a_link_that_expired_says_whom_to_ask(
    page: Page, invitation: InvitationPage, cast: Cast, server: RunningServer
) -> None:
    split, link = send_split(cast.agent), share(cast.builder, quote(cast.builder))
    over = [split.people[0]["share"]["id"], link.id]
    run_on_database(server, lambda: Share.filter(id__in=over).update(expires_at=PAST))
    advice = "This link has expired. Ask the sender for a new one."
    invitation.go(split.tokens[0])
    expect(status(page)).to_have_text(advice)
    visit_link(page, server, link.token)
    expect(status(page)).to_have_text(advice)
