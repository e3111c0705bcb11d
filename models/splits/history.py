"""Every version of a split that was put to people, each with what it changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from models.offers.offer import Offer
from models.offers.settling import Decision
from models.sharing.response import Response
from models.splits.answer import SplitAnswer, answers_to
from models.splits.participant import SplitVersion
from models.splits.rounds import terms_of
from models.splits.sheet import Participant

RIGHTS = ("master", "publishing")
# Whoever opens an invitation again and again gets as many counters to one version.
MOST_COUNTERS = 200


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A participant's shares in one version, in percent with two decimals."""

    participant: Participant
    master: str
    publishing: str


@dataclass(frozen=True, slots=True)
class VersionChange:
    """Against the version before; about nobody in particular where there is no participant."""

    participant: Participant | None
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PastCounter:
    """What a participant asked for instead of one version, however it was answered since."""

    participant: Participant
    response: Response
    answer: SplitAnswer


@dataclass(frozen=True, slots=True)
class PastVersion:
    """One version as it was put to everybody, and what was asked for instead."""

    kept: SplitVersion
    rows: Sequence[VersionRow]
    changes: Sequence[VersionChange]
    counters: Sequence[PastCounter]

    @property
    def at(self) -> datetime:
        return self.kept.created_at


async def history(offer: Offer) -> list[PastVersion]:
    """Oldest first. Who takes part does not change once people were asked, nor does their order."""
    people = (await terms_of(offer)).participants
    kept = await SplitVersion.filter(offer_id=offer.id).order_by("version")
    sheets, counters = [orjson.loads(version.content) for version in kept], await _counters(offer, people)
    return [
        PastVersion(version, _rows(sheet, people), list(_changes(before, sheet, people)), asked)
        for version, before, sheet in zip(kept, [None, *sheets], sheets, strict=False)
        for asked in [
            [each for each in counters if each.response.version == version.version][-MOST_COUNTERS:]
        ]
    ]


async def _counters(offer: Offer, people: Sequence[Participant]) -> list[PastCounter]:
    """Of every round, in the order in which they came."""
    by_id = {each.id: each for each in people}
    responses = await Response.filter(offer_id=offer.id, decision=Decision.COUNTERED).order_by("seq")
    given = await answers_to([response.id for response in responses])
    return [PastCounter(by_id[given[each.id].participant_id], each, given[each.id]) for each in responses]


def _rows(sheet: Any, people: Sequence[Participant]) -> list[VersionRow]:
    lines = zip(people, sheet["participants"], strict=True)
    return [VersionRow(each, line["master"], line["publishing"]) for each, line in lines]


def _changes(before: Any, after: Any, people: Sequence[Participant]) -> Iterator[VersionChange]:
    if before is None:
        return
    if before["deadline"] != after["deadline"]:
        yield VersionChange(None, "deadline", before["deadline"], after["deadline"])
    lines = zip(people, before["participants"], after["participants"], strict=True)
    for each, was, now in lines:
        for right in RIGHTS:
            if was[right] != now[right]:
                yield VersionChange(each, right, was[right], now[right])
