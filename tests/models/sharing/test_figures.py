"""The figures of an author's offers, by day and by kind."""

from datetime import date

import pytest

from models.offers.offer import Offer
from models.offers.settling import Decision
from models.people.viewer import Role, Viewer
from models.sharing import recipient, visits
from models.sharing.figures import KindTally, ResponseFigures, Tally, response_figures
from models.sharing.share import Share
from models.sharing.visitor import Visitor
from models.storage.calendar_days import CalendarDays
from subscriptions.work import unit_of_work
from tests.support.quote_rows import make_linked_quote, share_offer, token_of
from tests.support.rows import DAY, HOUR, NOON, incentive, person
from tests.support.rows import builder_with_project as builder_with

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
HOLDER = Visitor("192.0.2.0/24", "a browser")
TODAY = date(2025, 11, 20)


async def read_figures(author: Viewer, zone: str = "UTC", last: date = date(2025, 11, 22)) -> ResponseFigures:
    return await response_figures(author.id, CalendarDays(date(2025, 11, 19), last, zone))


async def see(link: Share, later: int) -> None:
    await unit_of_work(lambda: visits.record_view(token_of(link), HOLDER, NOON + later * HOUR))


async def say(link: Share, decision: Decision, later: int) -> None:
    token, at = token_of(link), NOON + later * HOUR
    await unit_of_work(
        lambda: recipient.answer_link(token, recipient.Answer(decision, version=1), HOLDER, at)
    )


async def test_an_author_without_links_has_zeros_on_every_day() -> None:
    figures = await read_figures(await person(Role.AGENT))
    assert [day.date.day for day in figures.days] == [19, 20, 21, 22]
    assert (figures.kinds, figures.total) == ([], Tally(0, 0, 0, 0, 0))


async def test_links_views_and_answers_count_on_their_own_days() -> None:
    author = await person(Role.AGENT)
    _, (yes, no, _unanswered) = await make_linked_quote(author, 3)
    await see(yes, 1)
    await see(yes, 25)
    await say(no, Decision.DECLINED, 13)
    await say(yes, Decision.ACCEPTED, 37)
    figures = await read_figures(author)
    assert [(day.shared, day.viewed, day.accepted, day.declined) for day in figures.days] == [
        (0, 0, 0, 0),
        (3, 1, 0, 0),
        (0, 0, 0, 1),
        (0, 0, 1, 0),
    ]
    assert figures.total == Tally(3, 1, 1, 1, 0)


async def test_a_day_is_a_day_in_the_requested_time_zone() -> None:
    author = await person(Role.AGENT)
    _, (link,) = await make_linked_quote(author, 1)
    await say(link, Decision.DECLINED, 7)
    assert [day.declined for day in (await read_figures(author, "Asia/Kolkata")).days] == [0, 0, 1, 0]
    assert [day.declined for day in (await read_figures(author)).days] == [0, 1, 0, 0]


async def test_figures_are_per_kind_without_deleted_or_foreign_offers() -> None:
    author, project = await builder_with()
    await make_linked_quote(author, 2)
    await share_offer(await incentive(author, project), author)
    await make_linked_quote(await person(Role.AGENT), 1)
    gone, _ = await make_linked_quote(author, 1)
    await Offer.filter(id=gone.id).update(deleted_at=NOON + DAY)
    figures = await read_figures(author, last=TODAY)
    assert figures.kinds == [
        KindTally(1, 0, 0, 0, 0, "incentive"),
        KindTally(2, 0, 0, 0, 0, "quote"),
    ]
