"""The details that a kind requires of an answer, and the answers that count towards settling an offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from models.events import Changes
from models.offers.records import OfferRow
from models.offers.settling import Decision
from models.refused import bad_input
from models.storage.sql import Sql, fetch

if TYPE_CHECKING:
    from models.sharing.response import Response
    from models.sharing.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Details:
    """The details of an answer to an offer of one kind."""

    kind: str
    values: Mapping[str, Any]


class Answering:
    """The default: an answer is a decision and a comment, without details."""

    # Whether `record` writes rows that refer to the response, which is then written before them.
    has_details: bool = False

    def check(self, decision: Decision, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the details to record; refuse invalid ones."""
        return {}

    async def record(
        self, offer: OfferRow, response: "Response", values: Mapping[str, Any], visitor: "Visitor"
    ) -> Changes:
        """Record the details; return further changes for the activity log."""
        return {}

    async def receipt_text(self, response: "Response") -> str:
        """Return what follows from the answer at present, in a sentence for the recipient, or empty."""
        return ""

    async def is_same(self, response: "Response", values: Mapping[str, Any]) -> bool:
        """Tell whether a repeated answer with the same decision has the same details."""
        return True

    async def tally_answers(self, offer_id: UUID, now: datetime) -> tuple[Sequence[Decision], int]:
        """Return the decisions that count, and the number of open links without an answer."""
        rows = await fetch(
            Sql("SELECT r.decision AS decision FROM shares s LEFT JOIN responses r ON r.share_id = s.id")
            + Sql("WHERE s.offer_id = ? AND (r.id IS NOT NULL OR (s.revoked_at IS NULL", offer_id)
            + Sql("AND (s.expires_at IS NULL OR s.expires_at > ?)))", now)
        )
        return split_answers([row["decision"] for row in rows])


class NeverSettling(Answering):
    """The rules of a kind that no answer settles: no answer counts."""

    async def tally_answers(self, offer_id: UUID, now: datetime) -> tuple[Sequence[Decision], int]:
        return (), 0


def split_answers(decisions: Sequence[str | None]) -> tuple[Sequence[Decision], int]:
    """Return the decisions, and the number of those still missing (None)."""
    answers = [Decision(decision) for decision in decisions if decision is not None]
    return answers, len(decisions) - len(answers)


def values_for(kind: str, details: Details | None) -> Mapping[str, Any]:
    """Return the details; refuse those for an offer of another kind."""
    if details is not None and details.kind != kind:
        raise bad_input(f"These answers cannot be given to an offer of the kind {kind}.", details.kind)
    return details.values if details else {}
