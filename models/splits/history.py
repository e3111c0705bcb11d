"""The history of a split: every version that was sent out, with its changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

import orjson

from models.offers.offer import Offer
from models.offers.settling import Decision
from models.sharing.response import Response
from models.splits.answer import SplitAnswer, answers_to
from models.splits.participant import SplitVersion
from models.splits.rounds import terms_of
from models.splits.shares import RIGHTS
from models.splits.sheet import Participant

# Reopening an invitation repeatedly allows any number of counters to one version.
MOST_COUNTERS = 200


class SheetContent(TypedDict):
    """The part of a stored sheet that the history reads."""

    deadline: str | None
    participants: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """The shares of a participant in one version, in percent with two decimals."""

    participant: Participant
    master: str
    publishing: str


@dataclass(frozen=True, slots=True)
class VersionChange:
    """The change from the previous version; without a participant it concerns the whole split."""

    participant: Participant | None
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PastCounter:
    """The counter to one version, whether or not the author has answered it."""

    participant: Participant
    response: Response
    answer: SplitAnswer


@dataclass(frozen=True, slots=True)
class PastVersion:
    """The version as it was sent out, with the counters to it."""

    record: SplitVersion
    rows: Sequence[VersionRow]
    changes: Sequence[VersionChange]
    counters: Sequence[PastCounter]

    @property
    def at(self) -> datetime:
        return self.record.created_at


async def history(offer: Offer) -> list[PastVersion]:
    """Read the versions, oldest first. Participants and their order are fixed once invitations are sent."""
    people = (await terms_of(offer)).participants
    versions = await SplitVersion.filter(offer_id=offer.id).order_by("version")
    sheets, counters = [orjson.loads(version.content) for version in versions], await _counters(offer, people)
    return [
        PastVersion(version, _rows(sheet, people), list(_changes(before, sheet, people)), version_counters)
        for version, before, sheet in zip(versions, [None, *sheets], sheets, strict=False)
        for version_counters in [
            [counter for counter in counters if counter.response.version == version.version][-MOST_COUNTERS:]
        ]
    ]


async def _counters(offer: Offer, people: Sequence[Participant]) -> list[PastCounter]:
    """Read the counters of every round, in the order in which they arrived."""
    by_id = {person.id: person for person in people}
    responses = await Response.filter(offer_id=offer.id, decision=Decision.COUNTERED).order_by("seq")
    answers_by_response = await answers_to([response.id for response in responses])
    return [
        PastCounter(
            by_id[answers_by_response[response.id].participant_id], response, answers_by_response[response.id]
        )
        for response in responses
    ]


def _rows(sheet: SheetContent, people: Sequence[Participant]) -> list[VersionRow]:
    lines = zip(people, sheet["participants"], strict=True)
    return [VersionRow(participant, line["master"], line["publishing"]) for participant, line in lines]


def _changes(
    before: SheetContent | None, after: SheetContent, people: Sequence[Participant]
) -> Iterator[VersionChange]:
    if before is None:
        return
    if before["deadline"] != after["deadline"]:
        yield VersionChange(None, "deadline", before["deadline"], after["deadline"])
    lines = zip(people, before["participants"], after["participants"], strict=True)
    for participant, was, now in lines:
        for right in RIGHTS:
            if was[right] != now[right]:
                yield VersionChange(participant, right, was[right], now[right])
