"""The sheet that is signed: who gets what of a project, in a form that is hashed and can be checked."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import orjson

from models.splits.shares import Shares

# How a sheet is written down. What was signed in an earlier form keeps that form, and with it its hash.
FIRST_FORM, FORM = 1, 2


@dataclass(frozen=True, slots=True)
class Participant:
    """One of those who must agree, with the shares that they are to have; `place` counts them from 1."""

    place: int
    id: UUID
    name: str
    email: str
    role: str
    shares: Shares


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version of what is to be agreed."""

    version: int
    project: str
    description: str
    deadline: datetime | None
    participants: Sequence[Participant]
    form: int = FORM

    @property
    def content(self) -> str:
        """Canonical JSON: sorted keys, no spaces. Without addresses, so that every signer may be given it.

        Since its second form it numbers the participants, so that two of one name are told apart.
        """
        sheet = {
            "deadline": self.deadline and self.deadline.astimezone(UTC).isoformat(),
            "description": self.description,
            "participants": [_signed_for(participant, self.form) for participant in self.participants],
            "project": self.project,
            "version": self.version,
        }
        if self.form != FIRST_FORM:
            sheet["form"] = self.form
        return orjson.dumps(sheet, option=orjson.OPT_SORT_KEYS).decode()

    @property
    def hash(self) -> str:
        return content_hash(self.content)


def content_hash(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _signed_for(participant: Participant, form: int) -> dict[str, str | int]:
    numbered = {} if form == FIRST_FORM else {"place": participant.place}
    return {
        **numbered,
        "master": in_percent(participant.shares.master),
        "name": participant.name,
        "publishing": in_percent(participant.shares.publishing),
        "role": participant.role,
    }


def in_percent(hundredths: int) -> str:
    """Always two decimals: 33.30."""
    return str(Decimal(hundredths).scaleb(-2))
