"""The steps of a customer on the page of a link, and the author's view of the link."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.support.actors import Cast
from tests.support.server import RunningServer
from tests.support.sharing import GET, SHARES, Link
from tests.support.shops import DAY, HOUR, customer, moment, shop

OPEN = """mutation($shop: UUID!, $from: DateTime!, $until: DateTime!) {
  openSlot(shopId: $shop, startsAt: $from, endsAt: $until) { ... on SlotOffer { id } }
}"""
ASK = "mutation($id: UUID!) { runOfferLoop(slotId: $id) { ... on OfferLoopRun { success } } }"
Visit = Callable[[Link], None]


def visit_link(page: Page, server: RunningServer, token: str) -> None:
    page.goto(f"http://{server.address}/offer/{token}")


def read_as_author(cast: Cast, link: Link) -> dict[str, Any]:
    (share,) = cast.builder.client.get(SHARES, id=link.offer)["nodes"]
    status = cast.builder.client.get(GET, id=link.offer)["status"]
    return {"status": status, **{key: share[key] for key in ("fetches", "views", "state")}}


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def wait_for_view(page: Page, visit: Visit, link: Link) -> None:
    with page.expect_response(lambda told: "recordView" in (told.request.post_data or "")):
        visit(link)


def slot_link(cast: Cast, **changes: Any) -> Link:
    """Return the link that offers a slot to the only customer of a new shop of the builder."""
    client, awake = cast.builder.client, {"quietFrom": "00:00", "quietUntil": "00:00"}
    place = shop(cast.builder, **awake, **changes)["id"]
    customer(client, place)
    slot = client.get(OPEN, shop=place, **{"from": moment(DAY), "until": moment(DAY + HOUR)})["id"]
    client.get(ASK, id=slot)
    (share,) = client.get(SHARES, id=slot)["nodes"]
    return Link(share["id"], slot, share["url"])
