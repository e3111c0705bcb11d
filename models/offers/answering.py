"""What a kind wants of an answer beyond the decision, and which answers settle an offer of it."""

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
    """What came with an answer, for one kind of offer."""

    kind: str
    values: Mapping[str, Any]


class Answering:
    """A decision and a comment are enough."""

    def check(self, decision: Decision, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is to be kept of the details, once it is as it must be."""
        return {}

    async def record(
        self, offer: OfferRow, response: "Response", values: Mapping[str, Any], visitor: "Visitor"
    ) -> Changes:
        """Write down what came with the answer; what the log is to hold of it besides."""
        return {}

    async def receipt_text(self, response: "Response") -> str:
        """What the recipient is told about their answer as things stand now; empty: nothing more."""
        return ""

    async def is_same(self, response: "Response", values: Mapping[str, Any]) -> bool:
        """Whether the same decision, given again, says the same."""
        return True

    async def tally_answers(self, offer_id: UUID, now: datetime) -> tuple[Sequence[Decision], int]:
        """The answers that count, and how many may still come: from every link that is open."""
        rows = await fetch(
            Sql("SELECT r.decision AS decision FROM shares s LEFT JOIN responses r ON r.share_id = s.id")
            + Sql("WHERE s.offer_id = ? AND (r.id IS NOT NULL OR (s.revoked_at IS NULL", offer_id)
            + Sql("AND (s.expires_at IS NULL OR s.expires_at > ?)))", now)
        )
        return split_answers([row["decision"] for row in rows])


def split_answers(decisions: Sequence[str | None]) -> tuple[Sequence[Decision], int]:
    """The decisions that were made, and how many are not made yet."""
    decided = [Decision(decision) for decision in decisions if decision is not None]
    return decided, len(decisions) - len(decided)


def values_for(kind: str, details: Details | None) -> Mapping[str, Any]:
    """The details, when they are for this kind of offer."""
    if details is not None and details.kind != kind:
        raise bad_input(f"These answers cannot be given to an offer of the kind {kind}.", details.kind)
    return details.values if details else {}
