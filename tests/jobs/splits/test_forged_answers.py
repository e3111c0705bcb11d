"""A forged answer to a split does not match the hash in the log."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tortoise.models import Model

from jobs.splits.verification import verify_agreements
from models.notifications.message import Channel
from models.offers.activity import Activity
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.people.viewer import Viewer
from models.sharing.response import Response
from models.sharing.share import Share
from models.splits import rounds as split_rounds
from models.splits.answer import SplitAnswer
from models.splits.participant import SplitParticipant
from subscriptions.work import unit_of_work
from tests.support.quote_rows import LINKS
from tests.support.rows import DAY, NOON
from tests.support.split_rows import invitations, make_agreed_split, respond, send_split, sign

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]

FORGED: list[tuple[type[Model], dict[str, Any]]] = [
    (SplitAnswer, {"signature": "Not mine"}),
    (SplitAnswer, {"signer_name": "Eve"}),
    (SplitAnswer, {"drawn": "data:image/png;base64,AAAA"}),
    (SplitAnswer, {"address": "203.0.113.0/24"}),
    (SplitAnswer, {"user_agent": "another browser"}),
    (SplitAnswer, {"participant_id": UUID(int=1)}),
    (SplitAnswer, {"counter_master": 1, "counter_publishing": 1}),
    (Response, {"created_at": NOON + timedelta(microseconds=1)}),
    (Response, {"comment": "Gladly"}),
    (Response, {"decision": Decision.DECLINED}),
    (Response, {"version": 2}),
]


async def revise(author: Viewer, offer_id: UUID) -> None:
    offer = await Offer.for_change(author, offer_id)
    await split_rounds.revise(offer, author, 1, {}, "", NOON + DAY, LINKS, NOON)


@pytest.mark.parametrize(("table", "forged"), FORGED, ids=str)
async def test_a_forged_answer_is_noticed(author: Viewer, table: type[Model], forged: dict[str, Any]) -> None:
    offer = await make_agreed_split(author)
    first, _ = await invitations(offer)
    response = await Response.get(share_id=first.id)
    key = {"id": response.id} if table is Response else {"response_id": response.id}
    assert await table.filter(**key).update(**forged) == 1
    assert f"split {offer.id}: the answer of Ada differs from the log" in (await verify_agreements(None))[-1]


async def test_a_forged_answer_of_an_earlier_round_is_noticed(author: Viewer) -> None:
    offer = await send_split(author)
    first, _ = await invitations(offer)
    await respond(first, Decision.COUNTERED, master=7_000, publishing=5_000)
    await unit_of_work(lambda: revise(author, offer.id))
    for share in await invitations(offer):
        await sign(share, version=2)
    assert (await verify_agreements(offer.id))[-1] == []
    await SplitAnswer.filter(counter_master=7_000).update(counter_master=6_500)
    wrong = (await verify_agreements(offer.id))[-1]
    assert wrong == [f"split {offer.id}: the answer of Ada differs from the log"]


async def test_answers_that_changed_places_are_noticed(author: Viewer) -> None:
    offer = await make_agreed_split(author)
    first, second = await SplitParticipant.filter(offer_id=offer.id).order_by("email")
    spare = await Share.create(offer_id=offer.id, channel=Channel.LINK, token_hash="0" * 64)
    for row, share_id in ((first, spare.id), (second, first.share_id), (first, second.share_id)):
        await SplitParticipant.filter(id=row.id).update(share_id=share_id)
    wrong = (await verify_agreements(offer.id))[-1]
    assert wrong == [
        f"split {offer.id}: there is no signature of {name} under this sheet" for name in ("Ada", "Ben")
    ]


async def test_an_answer_that_was_removed_or_never_given_is_noticed(author: Viewer) -> None:
    offer = await make_agreed_split(author)
    first, _ = await invitations(offer)
    response = await Response.get(share_id=first.id)
    await SplitAnswer.filter(response_id=response.id).delete()
    await Response.filter(id=response.id).delete()
    wrong = (await verify_agreements(offer.id))[-1]
    assert f"split {offer.id}: the answer of Ada differs from the log" in wrong


async def test_the_log_holds_a_hash_of_an_answer_and_none_of_its_words(author: Viewer) -> None:
    offer = await make_agreed_split(author)
    lines = await Activity.filter(offer_id=offer.id).order_by("-seq").limit(2)
    for line in lines:
        assert set(line.changes) <= {"share", "answer", "status"}
        before, after = line.changes["answer"]
        assert (before, len(after)) == (None, 64)
    assert "My name" not in str([line.changes for line in lines])
