"""Figures on the dashboard: as a sentence, as a chart that is walked through by keyboard, as a table."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.actors import Cast, Person
from tests.support.browser.dashboard import open_dashboard, visit
from tests.support.browser.explorer import PageFaults, need_chromium
from tests.support.browser.link_page import press, slot_link
from tests.support.dining import TWENTY_OFF, Dining
from tests.support.server import RunningServer
from tests.support.sharing import answer, quote, share

need_chromium()

pytestmark = [
    pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session"),
    pytest.mark.usefixtures("sign_out_afterwards"),
]
CHANGES = {
    "America/Santiago": [date(2025, 4, 6), date(2025, 9, 7), date(2025, 9, 8)],
    "Europe/Berlin": [date(2025, 3, 30), date(2025, 3, 31), date(2025, 10, 26), date(2025, 10, 27)],
    "Asia/Beirut": [date(2025, 3, 30), date(2025, 10, 26)],
    "Atlantic/Azores": [date(2025, 3, 30), date(2025, 10, 26)],
    "Asia/Kolkata": [date(2025, 1, 1)],
    "Pacific/Apia": [date(2011, 12, 29), date(2011, 12, 31)],
}
TODAY = re.compile(r"\d{4}: Yes 1, No 1, .* else 0, Links made 3, Links seen 0$")
EARLIER = re.compile(r"\d{4}: Yes 0, No 0, .* else 0, Links made 0, Links seen 0$")


def charts(page: Page) -> Locator:
    return page.locator("#charts > section")


def choose(page: Page, about: str) -> None:
    page.get_by_label("About").select_option(about)


def share_three_and_answer_two(cast: Cast, author: Person) -> None:
    links = [share(author, quote(author)) for _ in range(3)]
    answer(cast.stranger, links[0])
    answer(cast.stranger, links[1], "DECLINED")


def test_answers_are_summed_drawn_read_by_keyboard_and_listed(
    page: Page, server: RunningServer, cast: Cast, author: Person
) -> None:
    share_three_and_answer_two(cast, author)
    open_dashboard(page, server, author, "#figures")
    by_day, by_kind = charts(page).nth(0), charts(page).nth(1)
    expect(by_day).to_contain_text(
        "Links made: 3. First seen by a person: 0. Answered: 2, of these yes 1, no 1"
    )
    expect(by_day.locator("canvas")).to_be_visible()
    slider = by_day.get_by_role("slider", name="Answers by day, one by one")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Tab")
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", TODAY)
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", EARLIER)
    expect(slider).to_have_attribute("aria-valuenow", "29")
    page.keyboard.press("End")
    expect(by_day.locator(".chart + p")).to_have_text(TODAY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(by_day.locator("tbody tr")).to_have_count(30)
    expect(by_day.locator("tbody tr").last.locator("td")).to_have_text(["1", "1", "0", "3", "0"])
    expect(by_kind.locator("tbody tr")).to_have_text(["Quote11030"])
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_without_figures_it_says_so_and_fetches_no_library(
    page: Page, server: RunningServer, author: Person
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_dashboard(page, server, author, "#figures")
    expect(page.locator("#charts")).to_contain_text("No link was made, seen or answered in this time.")
    expect(page.locator("#charts canvas, #charts table")).to_have_count(0)
    assert [url for url in asked if "uplot" in url] == []


def test_another_span_shows_other_days_and_an_invalid_one_is_refused(
    page: Page, server: RunningServer, cast: Cast, author: Person
) -> None:
    share_three_and_answer_two(cast, author)
    open_dashboard(page, server, author, "#figures")
    expect(page.locator("#charts canvas")).to_be_visible()
    page.get_by_label("First day").fill("2026-01-05")
    page.get_by_label("Last day").fill("2026-01-04")
    press(page, "Show")
    expect(page.locator("#notice")).to_contain_text("The last day cannot be before the first")
    expect(page.get_by_label("Last day")).to_have_value("2026-01-04")
    page.get_by_label("Last day").fill("2026-01-06")
    press(page, "Show")
    expect(page.locator("#charts")).to_contain_text("No link was made")
    expect(page.locator("#notice")).to_have_text("")


def test_without_the_library_the_table_is_open_and_the_next_try_draws(
    page: Page, server: RunningServer, cast: Cast, author: Person, faults: PageFaults
) -> None:
    share_three_and_answer_two(cast, author)
    page.route("**/uplot*", lambda route: route.abort())
    open_dashboard(page, server, author, "#figures")
    expect(page.locator("#notice")).to_contain_text("its figures are in the table")
    expect(charts(page).first.locator("tbody tr")).to_have_count(30)
    expect(charts(page).first.locator("tbody tr").last).to_be_visible()
    page.unroute("**/uplot*")
    press(page, "Show")
    expect(page.locator("#charts canvas")).to_be_visible()
    assert {"ERR_FAILED" in fault for fault in faults.pop_all()} == {True}


def test_a_builder_sees_how_fast_slots_are_filled_and_what_promotions_saved(
    page: Page, server: RunningServer, cast: Cast
) -> None:
    answer(cast.stranger, slot_link(cast, name="Fade & Co"))
    dining = Dining(cast, name="Trattoria al Porto")
    dining.promotion("Twenty", TWENTY_OFF)
    dining.place(dining.cart(pizza=1))
    open_dashboard(page, server, cast.builder, "#figures")
    choose(page, "Time to fill a slot")
    expect(page.get_by_label("Where")).to_contain_text("Fade & Co")
    expect(page.locator("#charts canvas")).to_have_count(2)
    expect(charts(page).first).to_contain_text("Opened: 1. Filled: 1")
    expect(charts(page).nth(1).get_by_role("slider")).to_have_attribute(
        "aria-valuetext", re.compile("over 240 mins?: Slots filled 0")
    )
    choose(page, "What promotions saved")
    expect(charts(page).first).to_contain_text(
        "Guests saved ₹50.00 on 1 of 1 order; ₹200.00 was left before taxes."
    )
    expect(page.locator("#charts canvas")).to_have_count(1)
    expect(charts(page).nth(1).locator("tbody tr")).to_have_text("Twenty1₹50.00")


def test_a_day_begins_where_its_zone_begins_it(page: Page, server: RunningServer, cast: Cast) -> None:
    """The cases include clocks that change at midnight, and a skipped day."""
    visit(page, server)
    named = [(str(day), zone) for zone, days in CHANGES.items() for day in days]
    script = "async (named) => { const { startOf } = await import('/dashboard/assets/days.js');"
    found = page.evaluate(script + " return named.map(([day, zone]) => startOf(day, zone)); }", named)
    starts = [
        datetime.combine(date.fromisoformat(day), time.min, ZoneInfo(zone)).astimezone(UTC)
        for day, zone in named
    ]
    assert [datetime.fromisoformat(start) for start in found] == starts


def test_an_agent_is_offered_neither_shops_nor_restaurants(
    page: Page, server: RunningServer, author: Person
) -> None:
    open_dashboard(page, server, author, "#figures")
    options = page.get_by_label("About").locator("option:not([hidden])")
    expect(options).to_have_text(["Answers to my offers"])
