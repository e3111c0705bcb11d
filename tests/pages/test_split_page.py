"""The page of an invitation over HTTP: where links lead, and what looking at it counts."""

import re
from urllib.parse import urlsplit

import pytest

from pages.link_pages import PAGES
from tests.support.actors import Cast
from tests.support.server import RunningServer
from tests.support.sharing import SHARES
from tests.support.splits import send_split

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


def test_each_invitation_leads_to_the_page_and_looking_counts_nothing(
    server: RunningServer, cast: Cast
) -> None:
    split = send_split(cast.agent)
    links = [person["share"]["url"] for person in split.people]
    web = server.client().http
    answers = [ask(urlsplit(link).path) for link in links for ask in (web.get, web.head)]
    assert {answer.status_code for answer in answers} == {200}
    assert 'src="assets/split.js"' in answers[0].text
    seen = cast.agent.client.get(SHARES, id=split.id)["nodes"]
    assert [(share["fetches"], share["views"]) for share in seen] == [(0, 0)] * 3


def test_the_modules_that_a_page_names_are_all_served_beside_it(server: RunningServer) -> None:
    web = server.client().http
    for path in PAGES:
        named, known = ["split.js" if "split" in path else "offer.js"], set()
        while named:
            file = named.pop()
            known.add(file)
            answer = web.get(f"{path}/assets/{file}")
            assert (answer.status_code, answer.headers["referrer-policy"]) == (200, "no-referrer")
            named += set(re.findall(r'from "\./([\w.]+)"', answer.text)) - known
        assert {"asking.js", "notice.js", "element.js"} < known
