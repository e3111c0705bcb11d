"""What a reader without JavaScript reads of an offer, kind by kind and state by state."""

import re
from typing import Any

import httpx
import pytest

from tests.support.actors import Cast
from tests.support.browser.link_page import slot_link
from tests.support.browser.without_scripts import get_plain_offer
from tests.support.dining import TWENTY_OFF, Dining
from tests.support.sharing import answer, quote, share, step_mutation

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")
TIERS: dict[str, Any] = {
    "tiers": [{"fromUnits": 1, "commissionPercentage": 1}, {"fromUnits": 6, "commissionPercentage": 2.75}],
    "tierBasis": "MARGINAL",
}


def test_a_quote_shows_its_lines_its_sums_and_how_to_answer(web: httpx.Client, cast: Cast) -> None:
    offer = quote(cast.builder, validUntil="2099-01-31T18:30:00Z", customer={"name": "Asha"})
    assert get_plain_offer(web, share(cast.builder, offer, recipientName="Ravi")).words == (
        "From builder Kitchen For Ravi Quote for Asha Item Amount"
        " Sink 1.5 \u00d7 ₹10.01 plus 18% tax: ₹2.70 ₹15.02 Tap 2 \u00d7 ₹5.00 ₹10.00"
        " Net ₹25.02 Tax ₹2.70 Total ₹27.72 Valid until 31 January 2099 at 18:30 UTC. Your answer"
        " Comment (optional) Accept Decline"
    )


def test_times_are_written_as_the_reader_writes_them_and_in_utc(web: httpx.Client, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder, validUntil="2099-01-31T18:30:00Z"))
    page = get_plain_offer(web, link, **{"accept-language": "fr-FR,en-US;q=0.8"})
    assert "Valid until January 31, 2099 at 6:30\u202fPM UTC." in " ".join(page.texts)


def test_an_answered_offer_shows_its_receipt(web: httpx.Client, cast: Cast) -> None:
    for decision in ("ACCEPTED", "DECLINED"):
        link = share(cast.builder, quote(cast.builder))
        answer(cast.stranger, link, decision, comment="As <b>agreed</b>.")
        words = get_plain_offer(web, link).words
        assert f"You {decision.lower()} this offer" in words
        assert re.search(r"Your answer to version 1 was received on \d+ \w+ \d{4} at \d\d:\d\d UTC\.", words)
        assert words.endswith("As <b>agreed</b>.")
        assert "Comment" not in words


@pytest.mark.parametrize(
    ("step", "why"), [("pauseOffer", "This offer is paused"), ("closeOffer", "This offer was withdrawn")]
)
def test_an_offer_that_cannot_be_answered_says_why(
    web: httpx.Client, cast: Cast, step: str, why: str
) -> None:
    link = share(cast.builder, quote(cast.builder))
    cast.builder.client.get(step_mutation(step), id=link.offer)
    words = get_plain_offer(web, link).words
    assert why in words.partition("From builder")[0]
    assert "Your answer" not in words


def test_an_incentive_shows_its_amount_its_tiers_and_its_conditions(web: httpx.Client, cast: Cast) -> None:
    wish: dict[str, Any] = {"minUnitsToSell": 3, "termsAndConditions": ["Paid on signing."], **TIERS}
    offer = cast.offer(**wish)
    assert (
        "Incentive Closing bonus Amount ₹50,000.00 Units to sell, at least 3"
        " Commission by units sold (each unit at its own tier) 1 to 5 units: 1% 6 units and more: 2.75%"
        " Conditions Paid on signing."
    ) in get_plain_offer(web, share(cast.builder, offer)).words


def test_an_incentive_of_a_commission_alone_shows_no_amount_of_nothing(web: httpx.Client, cast: Cast) -> None:
    offer = cast.offer(incentiveAmount=0, commissionPercentage=1.5)
    words = get_plain_offer(web, share(cast.builder, offer)).words
    assert "Incentive Closing bonus Commission 1.5%" in words


def test_a_promotion_shows_where_what_when_and_its_code(web: httpx.Client, cast: Cast) -> None:
    dining = Dining(cast)
    offer = dining.promotion("Welcome", TWENTY_OFF, code="WELCOME", conditions={"weekdays": [1]})
    assert (
        "Welcome Where Trattoria Offer 20% off the whole bill. Code WELCOME When On Monday."
    ) in get_plain_offer(web, share(cast.builder, offer)).words


def test_a_slot_shows_its_hour_in_the_zone_of_its_shop(web: httpx.Client, cast: Cast) -> None:
    words = get_plain_offer(web, slot_link(cast)).words
    shown = r"Where Fade Day \w+day, \d+ \w+ \d{4} Time \d\d:\d\d.\d\d:\d\d Kolkata time"
    assert re.search(shown, words)


def test_a_slot_that_was_taken_says_how_to_pay_its_deposit(web: httpx.Client, cast: Cast) -> None:
    link = slot_link(cast, deposit=50_00, depositUrl="https://pay.example/{appointment}")
    assert "Deposit, if you accept ₹50.00" in get_plain_offer(web, link).words
    answer(cast.stranger, link)
    page = get_plain_offer(web, link)
    assert "is yours: pay the deposit of INR 50.00 by" in page.words
    assert re.search(r'<a href="(https://pay\.example/[0-9a-f-]{36})">\1</a>', page.response.text)
