"""The cases of splits: one with many participants who have countered."""

from collections.abc import Callable, Coroutine
from typing import Any

from models.clock import now
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.splits import rounds as split_rounds
from tests.statements.case import Case
from tests.statements.world import World
from tests.support.quote_rows import token_of
from tests.support.split_rows import draft_split, invitations, respond, send_split

SPLIT = """__typename ... on SplitOffer { title terms { gap { master } agreementHash participants {
  name status counter { master } signature { text } share { url delivery { state } response { comment } }
} } }"""
INVITE = """__typename ... on SplitInvite {
  note setAside { decision } participants { name status before { master } } agreementHash
}"""
Variables = Callable[[World], Coroutine[Any, Any, dict[str, Any]]]


async def _draft(world: World) -> dict[str, Any]:
    return {"id": str((await draft_split(world.agent, now(), world.rows)).id)}


async def _split(world: World) -> dict[str, Any]:
    return {"id": str((await send_split(world.agent, now(), count=world.rows)).id)}


async def _countered_split(world: World) -> Offer:
    """Send a split in which all participants but one have countered with zero shares."""
    offer = await send_split(world.agent, now(), count=world.rows)
    for share in (await invitations(offer))[1:]:
        await respond(share, Decision.COUNTERED, now(), master=0, publishing=0)
    return offer


async def _counters(world: World) -> dict[str, Any]:
    offer = await _countered_split(world)
    people = (await split_rounds.terms_of(offer)).participants
    asked = {share.recipient for share in (await invitations(offer))[1:]}
    return {"id": str(offer.id), "who": [str(each.id) for each in people if each.email in asked]}


async def _reopening(world: World) -> dict[str, Any]:
    found = await _counters(world)
    answers = [{"participantId": each, "answer": "REOPEN"} for each in found["who"]]
    return {"id": found["id"], "answers": answers}


async def _countering_participant(world: World) -> dict[str, Any]:
    return {"id": (await _counters(world))["who"][0]}


async def _participant(world: World) -> dict[str, Any]:
    offer = await send_split(world.agent, now(), count=world.rows)
    return {"id": str((await split_rounds.terms_of(offer)).participants[0].id)}


async def _token(world: World) -> dict[str, Any]:
    offer = await send_split(world.agent, now(), count=world.rows)
    return {"t": token_of((await invitations(offer))[0])}


def about(field: str, variables: Variables, result: str, arguments: str = "offerId: $id") -> Case:
    return Case("agent", f"($id: UUID!) {{ {field}({arguments}) {{ {result} }} }}", variables)


SPLITS = {
    "Query.splitInvite": Case("nobody", f"($t: String!) {{ splitInvite(token: $t) {{ {INVITE} }} }}", _token),
    "Query.splitProposal": Case(
        "agent",
        "($id: UUID!, $who: [UUID!]!) { splitProposal(offerId: $id, participantIds: $who) {"
        " gap { master } rows { name before { master } after { master } } } }",
        _counters,
    ),
    "Query.splitHistory": about(
        "splitHistory",
        _counters,
        "version rows { name master } changes { name before } counters { name counter { master } }",
    ),
    "Query.splitAgreement": about("splitAgreement", _split, "hash complete signatures { text }"),
    "Mutation.sendSplitInvites": about("sendSplitInvites", _draft, SPLIT),
    "Mutation.reviseSplit": about("reviseSplit", _split, SPLIT, "offerId: $id, version: 1, shares: []"),
    "Mutation.resendSplitInvite": about("resendSplitInvite", _participant, SPLIT, "participantId: $id"),
    "Mutation.reopenSplitInvite": about(
        "reopenSplitInvite", _countering_participant, SPLIT, "participantId: $id"
    ),
    "Mutation.remindSplitParticipants": about(
        "remindSplitParticipants", _split, "... on SplitReminders { reminders { sent } } __typename"
    ),
    "Mutation.answerSplitCounters": Case(
        "agent",
        "($id: UUID!, $answers: [CounterAnswerInput!]!) { answerSplitCounters(offerId: $id, version: 1,"
        f" answers: $answers) {{ {SPLIT} }} }}",
        _reopening,
    ),
    "Subscription.splitTable": about("splitTable", _split, SPLIT.removeprefix("__typename ")),
}
