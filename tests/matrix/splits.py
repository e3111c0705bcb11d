"""The cases of the permission matrix for splits: the author's side and the participant's."""

from collections.abc import Callable
from typing import Any

from tests.matrix.case import Case
from tests.matrix.stage import Stage
from tests.support.actors import Person
from tests.support.splits import Split, counter, draft, send_split

Row = Callable[[Stage, Person, bool], str]


def author(stage: Stage, person: Person, own: bool) -> Person:
    return person if own else stage.somebody_else(person)


def a_draft(stage: Stage, person: Person, own: bool) -> str:
    return draft(author(stage, person, own)).id


def a_split(stage: Stage, person: Person, own: bool) -> str:
    return send_split(author(stage, person, own)).id


def a_participant(stage: Stage, person: Person, own: bool) -> str:
    return str(send_split(author(stage, person, own)).people[0]["id"])


def countered_split(stage: Stage, person: Person, own: bool) -> Split:
    split = send_split(author(stage, person, own))
    counter(stage.stranger, split.tokens[0], 60, 33.33)
    return split


def countering_participant(stage: Stage, person: Person, own: bool) -> str:
    return str(countered_split(stage, person, own).people[0]["id"])


def with_a_counter(stage: Stage, person: Person, own: bool) -> dict[str, Any]:
    split = countered_split(stage, person, own)
    return {"id": split.id, "who": split.people[0]["id"]}


def about(query: str, row: Row) -> Case:
    return Case(
        query=query,
        own=lambda stage, person: {"id": row(stage, person, True)},
        foreign=lambda stage, person: {"id": row(stage, person, False)},
    )


def about_a_counter(query: str) -> Case:
    return Case(
        query=query,
        own=lambda stage, person: with_a_counter(stage, person, True),
        foreign=lambda stage, person: with_a_counter(stage, person, False),
    )


SPLITS = {
    "Query.splitInvite": Case(
        query="($t: String!) { splitInvite(token: $t) { __typename } }",
        own=lambda stage, person: {"t": send_split(person).tokens[0]},
    ),
    "Query.splitProposal": about_a_counter(
        "($id: UUID!, $who: UUID!) { splitProposal(offerId: $id, participantIds: [$who]) { rows { name } } }"
    ),
    "Query.splitHistory": about("($id: UUID!) { splitHistory(offerId: $id) { version } }", a_split),
    "Query.splitAgreement": about("($id: UUID!) { splitAgreement(offerId: $id) { content } }", a_split),
    "Mutation.sendSplitInvites": about(
        "($id: UUID!) { sendSplitInvites(offerId: $id) { __typename } }", a_draft
    ),
    "Mutation.reviseSplit": about(
        "($id: UUID!) { reviseSplit(offerId: $id, version: 1, shares: []) { __typename } }", a_split
    ),
    "Mutation.resendSplitInvite": about(
        "($id: UUID!) { resendSplitInvite(participantId: $id) { __typename } }", a_participant
    ),
    "Mutation.reopenSplitInvite": about(
        "($id: UUID!) { reopenSplitInvite(participantId: $id) { __typename } }", countering_participant
    ),
    "Mutation.remindSplitParticipants": about(
        "($id: UUID!) { remindSplitParticipants(offerId: $id) { __typename } }", a_split
    ),
    "Mutation.answerSplitCounters": about_a_counter(
        "($id: UUID!, $who: UUID!) { answerSplitCounters(offerId: $id, version: 1,"
        " answers: [{participantId: $who, answer: REOPEN}]) { __typename } }"
    ),
    "Subscription.splitTable": about("($id: UUID!) { splitTable(offerId: $id) { id } }", a_split),
}
