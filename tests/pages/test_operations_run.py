"""Every ready-made operation of the explorer does what it says, on the demonstration's rows, as its role."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jobs.demo.restaurant import TABLE
from jobs.demo.rows import ACCOUNTS
from pages.explorer import OPERATIONS
from serve import prepare
from settings import Settings
from tests.support.actors import SIGN_IN
from tests.support.browser.link_page import OPEN
from tests.support.browser.operations import OperationFile
from tests.support.dining import PLACE, SIT
from tests.support.server import SECRET, RunningServer
from tests.support.shops import DAY, HOUR, moment

KEY = "a-key-for-links-0123456789-abcdefghijkl"


class Players:
    """A client for each account of the demonstration, for somebody without one, and for the scheduler."""

    def __init__(self, server: RunningServer) -> None:
        self.nobody = server.client()
        self.scheduler = server.client(**{"x-internal-secret": SECRET})
        told = (self.nobody.get(SIGN_IN, email=each.email, password=each.password) for each in ACCOUNTS)
        clients = [server.client(each["token"]) for each in told]
        self.builder, _, self.agent, self.admin, _ = clients


@pytest.fixture(scope="module")
def players(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Players]:
    url = f"sqlite://{tmp_path_factory.mktemp('demo') / 'demo.sqlite3'}"
    asyncio.run(prepare(Settings(database_url=url, demo=True, secret_key=KEY, _env_file=None)))  # type: ignore[call-arg]
    with RunningServer(database_url=url, demo=True, secret_key=KEY) as server:
        yield Players(server)


def agent_page(played: OperationFile, by: Players) -> None:
    found = played(by.agent, "WhatASaleIsWorthToday")["nodes"]
    assert found[0]["terms"]["worth"]["total"]["text"].startswith("₹")


def projects(played: OperationFile, by: Players) -> None:
    mine = played(by.builder, "MyProjects")
    assert [each["name"] for each in mine["projects"]["nodes"]] == ["Riverside Homes"]


def incentive(by: Players, played: OperationFile | None = None) -> str:
    mine = OperationFile("20-my-projects")(by.builder, "MyProjects")["projects"]["nodes"]
    run = played or OperationFile("30-offer-an-incentive")
    made = run(by.builder, "OfferAnIncentive", projectId=mine[0]["id"])
    assert made["status"] == "ACTIVE"
    return str(made["id"])


def change(played: OperationFile, by: Players) -> None:
    offer = incentive(by)
    with played.subscribe(by.builder, "WatchItsLog", id=offer) as heard:
        played(by.builder, "ExtendIt", id=offer)
        assert heard.next()["event"] == "CHANGED"
    assert played(by.builder, "PauseThem", id=incentive(by))["done"] == 1
    assert played(by.builder, "PauseIt", id=offer)["status"] == "PAUSED"
    assert played(by.builder, "ItsLog", id=offer)["nodes"][-1]["event"] == "PAUSED"


def share_quote(by: Players, played: OperationFile | None = None) -> tuple[str, str]:
    """Share a quote of the agent's; return its id and the token of its link."""
    run = played or OperationFile("45-quote-a-customer")
    offer = run(by.agent, "DraftAQuote")["id"]
    return offer, token_of(run(by.agent, "ShareIt", offerId=offer)["url"])


def token_of(url: str) -> str:
    return url.rsplit("/", 1)[1]


def a_quote(played: OperationFile, by: Players) -> None:
    offer, token = share_quote(by, played)
    with played.subscribe(by.agent, "WatchTheAnswers", offerId=offer) as heard:
        OperationFile("46-open-a-link")(by.nobody, "AcceptIt", token=token, version=1)
        assert heard.next()["decision"] == "ACCEPTED"
    (link,) = played(by.agent, "WhatBecameOfItsLinks", offerId=offer)["nodes"]
    assert link["state"] == "ANSWERED"
    assert played(by.agent, "HowMyOffersWereReceived")["total"]["accepted"] > 0


def a_link(played: OperationFile, by: Players) -> None:
    for answer, status in (("AcceptIt", "ACCEPTED"), ("DeclineIt", "DECLINED")):
        _, token = share_quote(by)
        assert "ACCEPTED" in played(by.nobody, "WhatTheLinkOpens", token=token)["decisions"]
        assert played(by.nobody, "SayThatItWasSeen", token=token)["state"] == "OPEN"
        assert played(by.nobody, answer, token=token, version=1)["status"] == status


def send_split(by: Players, played: OperationFile | None = None) -> tuple[str, list[str]]:
    """Send a split of the agent's; return its id and everybody's token."""
    run = played or OperationFile("47-agree-on-a-split")
    offer = run(by.agent, "DraftASplit")["id"]
    people = run(by.agent, "SendTheInvitations", offerId=offer)["terms"]["participants"]
    return offer, [token_of(each["share"]["url"]) for each in people]


def a_split(played: OperationFile, by: Players) -> None:
    offer, tokens = send_split(by, played)
    with played.subscribe(by.agent, "WatchTheTable", offerId=offer) as heard:
        first = heard.next()["terms"]["participants"][0]["id"]
        OperationFile("48-answer-a-split")(by.nobody, "AskForOtherShares", token=tokens[0], version=1)
        assert heard.next()["terms"]["participants"][0]["status"] == "COUNTERED"
    asked = played(by.agent, "WhatWouldBecomeOfTheOthers", offerId=offer, participantIds=[first])
    assert asked["rows"][0]["after"] == {"master": 50, "publishing": 60}
    assert played(by.agent, "ReviseIt", offerId=offer, version=1)["terms"]["round"] == 2
    assert len(played(by.agent, "RemindEverybody", offerId=offer)["reminders"]) == 2
    assert len(played(by.agent, "WhatWasPutToThem", offerId=offer)) == 2
    assert played(by.agent, "TheAgreement", offerId=offer)["complete"] is False


def an_invitation(played: OperationFile, by: Players) -> None:
    _, (ada, ben) = send_split(by)
    opened = played(by.nobody, "WhatTheInvitationOpens", token=ada)
    assert opened["you"]["name"] == "Ada"
    assert played(by.nobody, "SignIt", token=ada, version=1)["state"] == "ANSWERED"
    assert played(by.nobody, "SayNo", token=ben, version=1)["status"] == "DECLINED"
    _, (ada, ben) = send_split(by)
    assert played(by.nobody, "AskForOtherShares", token=ada, version=1)["status"] == "ACTIVE"


def an_hour(played: OperationFile, by: Players) -> None:
    shop = played(by.builder, "MyShop")["shops"]["nodes"][0]["id"]
    (booked,) = played(by.builder, "ItsAppointments", shopId=shop)["nodes"]
    assert len(played(by.builder, "ItsCustomers", shopId=shop)["nodes"]) == 3
    assert played(by.builder, "AddACustomer", shopId=shop)["mayBeAsked"] is True
    slot = played(by.builder, "CancelIt", appointmentId=booked["id"])["slotId"]
    assert played(by.builder, "WhoWouldBeAsked", slotId=slot)["fit"] == 3
    with played.subscribe(by.builder, "WatchTheCascade", slotId=slot) as heard:
        assert heard.next()["terms"]["attempts"] == []
        assert played(by.builder, "DoWhatIsDue", slotId=slot)["customerPhone"].endswith("02")
        assert heard.next()["terms"]["attempts"][0]["customer"]["name"] == "Sam"
    assert played(by.builder, "WhatWasSaid", shopId=shop)["shopFigures"]["opened"] == 1


def news(played: OperationFile, by: Players) -> None:
    with played.subscribe(by.agent, "HearOfNews") as heard:
        offer = incentive(by)
        assert heard.next()["notification"]["offer"]["id"] == offer
    assert played(by.agent, "WhatIsUnread")["unreadCount"] > 0
    assert played(by.agent, "MarkThemRead")["unreadCount"] == 0


def a_restaurant(played: OperationFile, by: Players) -> None:
    place = played(by.builder, "OpenARestaurant")["id"]
    item = played(by.builder, "PutItOnTheMenu", restaurantId=place)["id"]
    code = played(by.builder, "AddATable", restaurantId=place, code="my-table-1")["tableCode"]
    assert played(by.builder, "BuyTwoGetOne", restaurantId=place)["status"] == "ACTIVE"
    assert played(by.builder, "TwentyPercentOnMondays", restaurantId=place)["status"] == "ACTIVE"
    assert place in [each["id"] for each in played(by.builder, "MyRestaurants")["nodes"]]
    session = by.nobody.get(SIT, code=code)["id"]
    with played.subscribe(by.builder, "WatchTheKitchen", restaurantId=place) as heard:
        assert heard.next()["orders"] == []
        wish = {"lines": [{"menuItemId": item, "quantity": 2}], "takeFreeItems": True}
        assert "id" in by.nobody.get(PLACE, s=session, input=wish)
        (order,) = heard.next()["orders"]
    assert len(played(by.builder, "WhatTheyCameTo")["nodes"]) >= 2
    assert played(by.builder, "WhatGuestsSaved", restaurantId=place)["orders"] == 1
    assert played(by.builder, "WhatItWouldHaveSaved", restaurantId=place)["orders"] == 1
    assert played(by.builder, "CancelAnOrder", orderId=order["id"])["cancelledAt"]
    assert played(by.builder, "CloseTheBill", sessionId=session)["isFinal"] is True


def a_table(played: OperationFile, by: Players) -> None:
    seen = played(by.nobody, "TheTable", code=TABLE)
    pizza = next(each["id"] for each in seen["items"] if each["category"] == "Pizza")
    wish = {"code": TABLE, "itemId": pizza, "quantity": 2}
    compared = played(by.nobody, "WhichOffersThereAre", **wish)
    assert compared["best"]["title"] == "Buy 2 Get 1 Free"
    assert played(by.nobody, "WithTheFreeItemMade", **wish)["lines"][-1]["isFreeItem"] is True
    session = played(by.nobody, "SitDown", code=TABLE)["id"]
    expected = compared["order"]["total"]["minorUnits"]
    with played.subscribe(by.nobody, "HearTheTable", code=TABLE) as heard:
        assert heard.next()["session"]["orders"] == []
        placed = played(by.nobody, "Order", **wish, sessionId=session, expectedTotal=expected)
        assert heard.next()["session"]["orders"][0]["number"] == placed["number"]
    assert len(played(by.nobody, "TheOrders", sessionId=session)["orders"]) == 1
    assert len(played(by.nobody, "GetTheBill", sessionId=session)["lines"]) > 0


def order(played: OperationFile, by: Players) -> None:
    assert played(by.admin, "EverythingThereIs")["offers"]["pagination"]["total"] > 5
    assert played(by.admin, "WriteDownExpiries")["count"] >= 0


def scheduler(played: OperationFile, by: Players) -> None:
    shop = OperationFile("49-fill-a-cancelled-hour")(by.builder, "MyShop")["shops"]["nodes"][0]["id"]
    times = {"from": moment(5 * DAY), "until": moment(5 * DAY + HOUR)}
    slot = by.builder.get(OPEN, shop=shop, **times)["id"]
    assert played(by.scheduler, "ExpireWhatIsDue")["count"] >= 0
    assert played(by.scheduler, "AskTheNext", slotId=slot)["success"] is True


STORIES: dict[str, Callable[[OperationFile, Players], Any]] = {
    "10-what-a-sale-is-worth-today": agent_page,
    "20-my-projects": projects,
    "30-offer-an-incentive": lambda played, by: incentive(by, played),
    "40-change-or-pause-it": change,
    "45-quote-a-customer": a_quote,
    "46-open-a-link": a_link,
    "47-agree-on-a-split": a_split,
    "48-answer-a-split": an_invitation,
    "49-fill-a-cancelled-hour": an_hour,
    "50-hear-of-news": news,
    "51-run-a-restaurant": a_restaurant,
    "52-eat-at-a-table": a_table,
    "60-keep-order": order,
    "70-be-the-scheduler": scheduler,
}


@pytest.mark.parametrize("stem", sorted(file.stem for file in OPERATIONS.glob("*.graphql")))
def test_every_operation_of_a_file_does_what_it_says(stem: str, players: Players) -> None:
    played = OperationFile(stem)
    STORIES[stem](played, players)
    assert played.list_names_left() == set()
