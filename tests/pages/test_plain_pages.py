"""The pages drawn by the server, over HTTP: by whom and how they ask, and what they say when it is no."""

import httpx
import pytest

from logs import set_up_logs
from models.sharing.share import Share
from pages.link_pages import FORM_HEADERS, FORM_POLICY, HEADERS, PAGES
from tests.support.actors import Cast
from tests.support.browser.without_scripts import PlainPage, get_plain_offer
from tests.support.database_dump import PAST, run_on_database
from tests.support.log_capture import capture_log
from tests.support.server import RunningServer
from tests.support.sharing import REVOKE, ROTATE, SHARES, TOUCHES, quote, share
from tests.support.splits import send_split

pytestmark = [
    pytest.mark.usefixtures("server"),
    pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session"),
]
each_page = pytest.mark.parametrize("path", PAGES)


@each_page
def test_it_has_the_same_headers_as_the_page_with_scripts_for_any_token(web: httpx.Client, path: str) -> None:
    guarded = FORM_HEADERS if path == "/offer" else HEADERS
    for token in ("A" * 43, "x", "%00", "%ff"):
        page = web.get(f"{path}/{token}?plain")
        assert page.status_code == 404
        assert "This link is not valid." in PlainPage(page).words
        assert {name: page.headers[name] for name in HEADERS} == guarded


@each_page
def test_a_browser_without_scripts_is_sent_there_by_a_page_that_is_the_same_for_all(
    web: httpx.Client, path: str
) -> None:
    page = web.get(f"{path}/x").text
    assert '<noscript><meta http-equiv="refresh" content="0; url=?plain"></noscript>' in page
    assert '<a href="?plain">' in page.partition("<noscript><p>")[2]


def test_a_drawn_page_runs_no_script(web: httpx.Client, cast: Cast) -> None:
    names = get_plain_offer(web, share(cast.builder, quote(cast.builder))).names
    assert names & {"script", "style", "iframe", "img", "object"} == set()


def test_it_is_one_fetch_of_the_readers_and_no_view(server: RunningServer, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    get_plain_offer(server.client().http, link, **{"user-agent": "an old telephone"})
    (seen,) = cast.builder.client.get(SHARES, id=link.offer)["nodes"]
    assert (seen["fetches"], seen["views"], seen["state"]) == (1, 0, "OPEN")
    (touch,) = cast.builder.client.get(TOUCHES, id=link.id)["nodes"]
    assert touch == {"kind": "FETCH", "address": "127.0.0.0/24", "userAgent": "an old telephone"}


def test_a_plain_page_is_read_as_a_visitor_even_when_signed_in_and_is_logged(cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    set_up_logs("json")
    with capture_log() as written:
        get_plain_offer(cast.builder.client.http, link)
    set_up_logs()
    (line,) = written.events("operation")
    assert (line["operation"], line["viewer"], line["outcome"]) == ("PlainOffer", "ANONYMOUS", "ok")


def test_it_counts_against_the_public_rate_and_says_how_long_to_wait(sqlite_url: str) -> None:
    with RunningServer(database_url=sqlite_url, public_rate="2/minute") as server:
        asked = ["/offer/x?plain", "/splits/invite/y?plain", "/offer/z?plain"]
        answers = [server.client().http.get(path) for path in asked]
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    seconds = int(answers[2].headers["retry-after"])
    assert f"Too many requests. You can try again in {seconds} second" in PlainPage(answers[2]).words
    assert answers[2].headers["content-security-policy"] == FORM_POLICY


def test_an_invalid_link_says_why(web: httpx.Client, cast: Cast, server: RunningServer) -> None:
    offer = quote(cast.builder)
    for step, why in ((ROTATE, "replaced by a newer one"), (REVOKE, "withdrawn by its sender")):
        link = share(cast.builder, offer)
        cast.builder.client.get(step, id=link.id)
        page = get_plain_offer(web, link)
        assert page.response.status_code == 410
        assert why in page.words
    link = share(cast.builder, offer)
    run_on_database(server, lambda: Share.filter(id=link.id).update(expires_at=PAST))
    page = get_plain_offer(web, link)
    assert page.response.status_code == 410
    assert "This link has expired." in page.words
    assert "Kitchen" not in page.words


def test_each_page_sends_the_other_ones_links_on_or_says_no(web: httpx.Client, cast: Cast) -> None:
    token = send_split(cast.agent).tokens[0]
    there = web.get(f"/offer/{token}?plain")
    assert (there.status_code, there.headers["location"]) == (303, f"../splits/invite/{token}?plain")
    assert there.headers["referrer-policy"] == "no-referrer"
    assert web.get(f"/offer/{token}?plain", follow_redirects=True).status_code == 200
    link = share(cast.builder, quote(cast.builder))
    assert web.get(f"/splits/invite/{link.token}?plain").status_code == 404
