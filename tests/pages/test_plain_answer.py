"""Answering an offer by a form, without JavaScript."""

import httpx
import pytest

from tests.support.actors import Cast
from tests.support.browser.link_page import read_as_author, slot_link
from tests.support.browser.without_scripts import PlainPage, get_plain_offer
from tests.support.database_dump import assert_unchanged
from tests.support.server import RunningServer
from tests.support.sharing import REVOKE, SHARES, UPDATE, Link, answer, quote, share

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


def submit_answer(
    web: httpx.Client, link: Link, decision: str = "ACCEPTED", version: int = 1, comment: str = ""
) -> PlainPage:
    form = {"decision": decision, "version": version, "comment": comment}
    return PlainPage(web.post(f"/offer/{link.token}?plain", data=form))


def test_a_form_answers_once_and_leads_to_the_receipt(web: httpx.Client, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    for _ in range(2):
        response = submit_answer(web, link, comment="Please\r\n<b>go</b> ahead.").response
        assert (response.status_code, response.headers["location"]) == (303, "?plain")
        assert response.headers["referrer-policy"] == "no-referrer"
    assert get_plain_offer(web, link).words.endswith("UTC. Please <b>go</b> ahead.")
    (seen,) = cast.builder.client.get(SHARES, id=link.offer)["nodes"]
    assert (seen["response"]["decision"], seen["response"]["comment"]) == (
        "ACCEPTED",
        "Please\n<b>go</b> ahead.",
    )
    assert read_as_author(cast, link)["status"] == "ACCEPTED"


def test_an_offer_that_changed_is_shown_again_with_the_typed_comment(web: httpx.Client, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    cast.builder.client.get(UPDATE, id=link.offer, input={"title": "Bigger kitchen"})
    page = submit_answer(web, link, comment="Yes.")
    assert page.response.status_code == 409
    assert page.words.startswith("This offer has changed since you opened it. This is the new one")
    assert "Bigger kitchen" in page.words
    assert 'name="version" value="2"' in page.response.text
    assert "Comment (optional) Yes. Accept" in page.words
    assert read_as_author(cast, link)["status"] == "ACTIVE"
    assert submit_answer(web, link, version=2).response.status_code == 303


def test_the_first_answer_stands(web: httpx.Client, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    answer(cast.stranger, link, "DECLINED")
    page = submit_answer(web, link)
    assert page.response.status_code == 409
    assert "the first answer counts" in page.words
    assert "You declined this offer" in page.words


def test_what_cannot_be_answered_says_why(web: httpx.Client, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    too_long = submit_answer(web, link, comment="x" * 2001)
    assert too_long.response.status_code == 400
    assert "2000" in too_long.words
    assert "x" * 2001 in too_long.words
    cast.builder.client.get(REVOKE, id=link.id)
    gone = submit_answer(web, link)
    assert gone.response.status_code == 410
    assert "withdrawn by its sender" in gone.words


@pytest.mark.parametrize(
    "form", ["decision=ACCEPTED&decision=DECLINED&version=1", "decision=ACCEPTED", "%ff"]
)
def test_a_form_that_is_not_the_pages_own_answers_nothing(
    web: httpx.Client, cast: Cast, server: RunningServer, form: str
) -> None:
    link = share(cast.builder, quote(cast.builder))
    with assert_unchanged(server):
        assert web.post(f"/offer/{link.token}?plain", content=form).status_code == 400


def test_a_slot_is_taken_by_a_form_too(web: httpx.Client, cast: Cast) -> None:
    link = slot_link(cast)
    assert submit_answer(web, link).response.status_code == 303
    assert "Booked:" in get_plain_offer(web, link).words
