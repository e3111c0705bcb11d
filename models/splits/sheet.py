"""The sheet that is signed: the shares in a project, in a canonical form with a hash."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import orjson

from models.splits.shares import Shares

# The version of the canonical form. A sheet signed in an earlier form keeps it, and so its hash.
FIRST_FORM, FORM = 1, 2


@dataclass(frozen=True, slots=True)
class Participant:
    """The participant who must agree, with the proposed shares; `place` counts from 1."""

    place: int
    id: UUID
    name: str
    email: str
    role: str
    shares: Shares


@dataclass(frozen=True, slots=True)
class Sheet:
    """The proposed agreement in one version."""

    version: int
    project: str
    description: str
    deadline: datetime | None
    participants: Sequence[Participant]
    form: int = FORM

    @property
    def content(self) -> str:
        """Return canonical JSON: sorted keys, no spaces, and no addresses, so that every signer may see it.

        The second form numbers the participants, to distinguish two of the same name.
        """
        sheet = {
            "deadline": self.deadline and self.deadline.astimezone(UTC).isoformat(),
            "description": self.description,
            "participants": [_participant_entry(participant, self.form) for participant in self.participants],
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


def _participant_entry(participant: Participant, form: int) -> dict[str, str | int]:
    place_column = {} if form == FIRST_FORM else {"place": participant.place}
    return {
        **place_column,
        "master": in_percent(participant.shares.master),
        "name": participant.name,
        "publishing": in_percent(participant.shares.publishing),
        "role": participant.role,
    }


def in_percent(hundredths: int) -> str:
    """Format as percent, always with two decimals: 33.30."""
    return str(Decimal(hundredths).scaleb(-2))
