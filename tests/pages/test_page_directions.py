"""Characters that change the direction of text: no name makes figures read differently."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.actors import Cast
from tests.support.browser.explorer import need_chromium
from tests.support.browser.invitation import InvitationPage, choose, status
from tests.support.browser.link_page import press, visit_link
from tests.support.server import RunningServer
from tests.support.sharing import quote, share
from tests.support.splits import Split, accept, send_split

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")
# Out of whatever isolates it, and then from right to left; and a name that simply reads so.
TURNING = ("Mal\u2069\u202e", "\u05e9\u05e8\u05d4")
# Every figure whose characters do not stand from left to right.
TURNED = """root => {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) {
    if (!texts.currentNode.parentElement.checkVisibility()) continue;
    for (const figure of texts.currentNode.data.matchAll(/\\d+[.]\\d\\d/g)) {
      const lefts = [...figure[0]].map((_, place) => {
        const range = document.createRange();
        range.setStart(texts.currentNode, figure.index + place);
        range.setEnd(texts.currentNode, figure.index + place + 1);
        return range.getBoundingClientRect().left;
      });
      if (lefts.some((left, place) => place && left <= lefts[place - 1])) found.push(figure[0]);
    }
  }
  return found;
}"""


@pytest.fixture
def invitation(page: Page, server: RunningServer) -> InvitationPage:
    return InvitationPage(page, server)


@pytest.fixture(autouse=True)
def routed_for_one_test(page: Page) -> Iterator[None]:
    yield
    page.unroute_all(behavior="wait")


def rename(page: Page, names: dict[str, str]) -> None:
    """Replace the names in the server's answers, as if it had admitted these."""

    def fulfil(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps(_with(answer.json(), names)))

    page.route("**/graphql", fulfil)


def _with(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _with(field, names) for key, field in value.items()}
    if isinstance(value, list):
        return [_with(each, names) for each in value]
    for name, other in names.items():
        value = value.replace(name, other) if isinstance(value, str) else value
    return value


def find_turned(page: Page) -> Any:
    return page.locator("main").evaluate(TURNED)


@pytest.mark.parametrize("name", TURNING, ids=["turning", "from right to left"])
def test_no_name_changes_the_direction_of_figures_to_sign(
    page: Page, invitation: InvitationPage, cast: Cast, name: str
) -> None:
    split = send_split(cast.agent)
    rename(page, {"Ada": name, "Ben": name, "Night Bus": name})
    invitation(split)
    choose(page, "Accept and sign")
    expect(page.locator("#pledge bdi")).to_have_count(3)
    expect(page.locator("#inviter bdi")).to_have_count(1)
    assert find_turned(page) == []


@pytest.mark.parametrize("name", TURNING, ids=["turning", "from right to left"])
def test_no_name_changes_the_direction_of_agreed_figures(
    page: Page, invitation: InvitationPage, cast: Cast, name: str
) -> None:
    split = agree(cast)
    rename(page, {"Ada": name, "Ben": name, "Night Bus": name})
    invitation.go(split.tokens[0])
    page.get_by_text("What was signed, word for word").click()
    expect(page.locator("#signers bdi").first).to_be_visible()
    assert find_turned(page) == []


def test_the_signed_sheet_is_shown_word_for_word(page: Page, invitation: InvitationPage, cast: Cast) -> None:
    split = agree(cast)
    with page.expect_response(
        lambda response: "splitInvite" in (response.request.post_data or "")
    ) as response_info:
        invitation.go(split.tokens[0])
    content = response_info.value.json()["data"]["splitInvite"]["agreement"]["content"]
    expect(page.locator("#check")).to_have_text("(checked by your browser)")
    assert page.locator("#sheet").text_content() == content


def agree(cast: Cast) -> Split:
    split = send_split(cast.agent)
    for token in split.tokens:
        accept(cast.stranger, token)
    return split


def test_no_name_changes_the_direction_of_an_offer_s_figures(
    page: Page, server: RunningServer, cast: Cast
) -> None:
    offer = quote(cast.builder, customer={"name": "Asha 10.00"})
    link = share(cast.builder, offer, recipientName="Ravi")
    rename(page, {"Asha": TURNING[0], "Ravi": TURNING[0]})
    visit_link(page, server, link.token)
    expect(page.locator("caption bdi")).to_be_visible()
    expect(page.locator("header bdi")).to_have_count(2)
    assert page.locator("bdi").all_text_contents()[-1] == "Mal 10.00"
    assert find_turned(page) == []


@pytest.mark.parametrize("nothing", ["\u200b\u2060", "\u3164\u3164", "\u2800\u2800", "\u202e\u2066", "  "])
def test_a_signature_that_nobody_can_see_is_refused(
    page: Page, invitation: InvitationPage, cast: Cast, nothing: str
) -> None:
    split = send_split(cast.agent)
    invitation(split)
    choose(page, "Accept and sign")
    signature = page.get_by_label("Your signature")
    signature.fill(nothing)
    press(page, "Accept and sign")
    assert signature.evaluate("field => field.validity.patternMismatch")
    assert split.statuses[0] == "INVITED"
    for name in ("\u05e9\u05e8\u05d4", "\u674e\u660e", "J.", "\u2728\u2728"):
        signature.fill(name)
        assert signature.evaluate("field => field.validity.valid"), name
    expect(status(page)).to_have_text("")
