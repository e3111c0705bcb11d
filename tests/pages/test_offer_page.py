"""The page of an offer over HTTP: where links lead, and what looking at it counts."""

import pytest

from tests.support.actors import Cast
from tests.support.server import RunningServer
from tests.support.sharing import SHARES, quote, share

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


def test_looking_with_get_and_head_counts_nothing(server: RunningServer, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    web, path = server.client().http, f"/offer/{link.token}"
    assert link.url.endswith(path)
    assert [web.get(path).status_code, web.head(path).status_code] == [200, 200]
    (seen,) = cast.builder.client.get(SHARES, id=link.offer)["nodes"]
    assert (seen["fetches"], seen["views"], seen["state"]) == (0, 0, "OPEN")
