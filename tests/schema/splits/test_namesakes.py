"""Two participants of one name: distinguished in the agreement and wherever they are shown."""

import json
from typing import Any
from uuid import UUID

import pytest

from models.offers.offer import Offer
from models.sharing.response import Response
from models.splits.agreement import mismatches
from models.splits.answer import SplitAnswer
from models.splits.participant import SplitVersion
from models.splits.rounds import sheet_of, terms_of
from models.splits.sheet import FIRST_FORM, FORM
from models.splits.split import SplitTerms
from tests.support.actors import Cast, Users
from tests.support.database_dump import run_on_database
from tests.support.splits import AGREEMENT, INVITE, Split, accept, part, send_split

ANAS = [
    part("Ana", 50, 50, email="ana@band.example", role="voice"),
    part("Ana", 50, 50, email="ana@choir.example", role="voice"),
]
PLACES = """query($token: String!) { splitInvite(token: $token) { ... on SplitInvite {
  participants { place name isYou } you { place } agreement { signers { place name role } }
} } }"""
OF_AUTHOR = (
    """query($id: UUID!) { splitAgreement(offerId: $id) { content signatures { place name role } } }"""
)


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def make_agreed_split(cast: Cast) -> Split:
    split = send_split(cast.agent, ANAS)
    for token in split.tokens:
        accept(cast.stranger, token)
    return split


def test_the_sheet_that_is_signed_numbers_its_participants_and_names_no_address(cast: Cast) -> None:
    split = make_agreed_split(cast)
    found = cast.agent.client.get(OF_AUTHOR, id=split.id)
    sheet = json.loads(found["content"])
    assert (sheet["form"], "@" in found["content"]) == (FORM, False)
    assert [(each["place"], each["name"], each["role"]) for each in sheet["participants"]] == [
        (1, "Ana", "voice"),
        (2, "Ana", "voice"),
    ]
    both = [{"place": place, "name": "Ana", "role": "voice"} for place in (1, 2)]
    assert found["signatures"] == both
    seen = cast.stranger.get(PLACES, token=split.tokens[1])
    assert (seen["you"], seen["agreement"]["signers"]) == ({"place": 2}, both)
    assert [(each["place"], each["isYou"]) for each in seen["participants"]] == [(1, False), (2, True)]


async def _in_the_first_form(offer_id: UUID) -> None:
    """As it stood before participants were numbered; answers then kept one column fewer."""
    await SplitTerms.filter(offer_id=offer_id).update(form=FIRST_FORM)
    offer = await Offer.get(id=offer_id)
    sheet = sheet_of(offer, await terms_of(offer))
    await SplitVersion.filter(offer_id=offer_id).update(content=sheet.content, hash=sheet.hash)


async def _older_answer(offer_id: UUID) -> None:
    for response in await Response.filter(offer_id=offer_id):
        del response.seen["terms"]["form"]
        await response.save(update_fields=["seen"])


async def _what_is_wrong(offer_id: UUID) -> Any:
    offer = await Offer.get(id=offer_id)
    hashes = {answer.agreement_hash for answer in await SplitAnswer.filter(response__offer_id=offer_id)}
    return await mismatches(offer), hashes


def test_what_was_put_to_people_in_the_first_form_is_signed_and_verified_in_it(cast: Cast) -> None:
    split = send_split(cast.agent, ANAS)
    run_on_database(cast.server, lambda: _in_the_first_form(UUID(split.id)))
    for token in split.tokens:
        accept(cast.stranger, token)
    run_on_database(cast.server, lambda: _older_answer(UUID(split.id)))
    found = cast.agent.client.get(AGREEMENT, id=split.id)
    assert found["complete"]
    assert "place" not in found["content"]
    agreement = cast.stranger.get(INVITE, token=split.tokens[0])["agreement"]
    assert (agreement["hash"], agreement["content"]) == (found["hash"], found["content"])
    wrong, hashes = run_on_database(cast.server, lambda: _what_is_wrong(UUID(split.id)))
    # The log named the sheet as it was sent, which this test has rewritten.
    assert (wrong, hashes) == (["the log names another sheet"], {found["hash"]})


def test_a_new_round_is_put_to_people_in_the_present_form(cast: Cast) -> None:
    split = send_split(cast.agent, ANAS)
    run_on_database(cast.server, lambda: _in_the_first_form(UUID(split.id)))
    split.revise((60, 50), (40, 50))
    assert json.loads(cast.agent.client.get(AGREEMENT, id=split.id)["content"])["form"] == FORM
