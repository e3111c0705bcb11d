"""How answers settle an offer, as a table; and which links could still bring one."""

from datetime import timedelta

import pytest

from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.offers.register import KINDS
from models.offers.settling import Decision, first_answer_decides, never_by_an_answer
from models.people.viewer import Role, Viewer
from models.refused import Code, Refused
from models.sharing.recipient import Answer, answer_link
from models.sharing.response import Response
from models.sharing.share import Share
from models.sharing.visitor import Visitor
from subscriptions.work import unit_of_work
from tests.support.quote_rows import LINKS, make_quote, share_offer, token_of
from tests.support.rows import DAY, HOUR, NOON, builder_with_project, incentive, person

YES, NO = Decision.ACCEPTED, Decision.DECLINED
NOBODY = Visitor("", "")


@pytest.mark.parametrize(
    ("answers", "others_open", "settled"),
    [
        ([YES], 0, Status.ACCEPTED),
        ([YES], 7, Status.ACCEPTED),
        ([NO, YES], 3, Status.ACCEPTED),
        ([NO], 0, Status.DECLINED),
        ([NO, NO], 0, Status.DECLINED),
        ([NO], 1, None),
        ([NO, NO], 1, None),
    ],
)
def test_the_first_yes_settles_and_a_no_only_when_no_other_link_is_open(
    answers: list[Decision], others_open: int, settled: Status | None
) -> None:
    """Decision 5."""
    assert first_answer_decides(answers, others_open) is settled


@pytest.mark.parametrize("answers", [[YES], [NO], [YES, NO], [NO, NO]])
@pytest.mark.parametrize("others_open", [0, 1])
def test_an_incentive_is_never_settled_by_an_answer(answers: list[Decision], others_open: int) -> None:
    assert never_by_an_answer(answers, others_open) is None
    assert KINDS["incentive"].settle(answers, others_open) is None
    assert KINDS["quote"].settle(answers, others_open) is first_answer_decides(answers, others_open)


async def decline(link: Share, by: timedelta = HOUR) -> Status:
    """Where the offer stands after a no through this link."""
    token = token_of(link)
    found = await unit_of_work(lambda: answer_link(token, Answer(NO, version=1), NOBODY, NOON + by))
    return found.offer.status


async def revoke(link: Share, author: Viewer) -> None:
    offer = await Offer.get(id=link.offer_id)
    await unit_of_work(lambda: link.revoke(offer, author, NOON))


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
async def test_a_no_waits_for_every_link_that_is_open() -> None:
    author = await person(Role.AGENT)
    offer = await make_quote(author)
    first, second = await share_offer(offer, author), await share_offer(offer, author)
    assert await decline(first) is Status.ACTIVE
    assert await decline(second) is Status.DECLINED


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
async def test_revoked_and_expired_links_are_not_waited_for() -> None:
    author = await person(Role.AGENT)
    offer = await make_quote(author)
    link = await share_offer(offer, author)
    await revoke(await share_offer(offer, author), author)
    await share_offer(offer, author, expires_at=NOON + HOUR)
    assert await decline(link) is Status.DECLINED


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
async def test_a_link_that_expires_later_is_waited_for() -> None:
    author = await person(Role.AGENT)
    offer = await make_quote(author)
    link = await share_offer(offer, author)
    await share_offer(offer, author, expires_at=NOON + DAY)
    assert await decline(link) is Status.ACTIVE


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
async def test_all_links_of_an_incentive_may_say_no_and_it_stays_active() -> None:
    author, project = await builder_with_project()
    offer = await incentive(author, project)
    made = await unit_of_work(lambda: Share.make(offer, author, {}, LINKS, NOON))
    assert await decline(made) is Status.ACTIVE


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
async def test_an_answer_that_its_kind_does_not_take_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(KINDS["quote"]), "decisions", frozenset({YES}))
    author = await person(Role.AGENT)
    link = await share_offer(await make_quote(author), author)
    with pytest.raises(Refused, match="cannot be answered that way") as refused:
        await decline(link)
    assert (refused.value.code, refused.value.field) == (Code.DECISION_NOT_ALLOWED, "decision")
    assert not await Response.exists(share_id=link.id)
