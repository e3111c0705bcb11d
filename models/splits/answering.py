"""The answer rules of a split: sign, decline, or counter with other shares."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.checks import clean_line
from models.events import Changes
from models.offers.answering import Answering, split_answers
from models.offers.records import OfferRow
from models.offers.settling import Decision
from models.refused import bad_input
from models.rounding import HUNDRED_PERCENT
from models.sharing.response import Response
from models.sharing.visitor import Visitor
from models.splits.answer import SplitAnswer
from models.splits.drawing import clean_drawing
from models.splits.participant import SplitParticipant
from models.splits.shares import RIGHTS, Shares
from models.storage.sql import Sql, fetch

DETAILS_BY_DECISION = {
    Decision.ACCEPTED: ("signature", "drawn"),
    Decision.DECLINED: (),
    Decision.COUNTERED: RIGHTS,
}


class SplitAnswering(Answering):
    """The answer rules of a split: only the answer to the current invitation and version counts."""

    has_details = True

    def check(self, decision: Decision, values: Mapping[str, Any]) -> Mapping[str, Any]:
        given_values = {name: value for name, value in values.items() if value is not None}
        if strange := [name for name in given_values if name not in DETAILS_BY_DECISION[decision]]:
            raise bad_input("This cannot be given with that decision.", f"split.{strange[0]}")
        if decision is Decision.ACCEPTED:
            return _clean_signature(given_values)
        return _clean_counter(given_values) if decision is Decision.COUNTERED else {}

    async def record(
        self, offer: OfferRow, response: Response, values: Mapping[str, Any], visitor: Visitor
    ) -> Changes:
        participant = await SplitParticipant.get(share_id=response.share_id)
        sheet = offer.terms.sheet(offer.version, offer.valid_until)
        (me,) = [person for person in sheet.participants if person.id == participant.id]
        _refuse_present_shares(me.shares, values)
        answer = await SplitAnswer.create(
            response_id=response.id,
            participant_id=participant.id,
            agreement_hash=sheet.hash,
            signer_name=me.name,
            address=visitor.address[:64],
            user_agent=visitor.user_agent[:200],
            **values,
        )
        return {"answer": [None, answer.hash_with(response)]}

    async def is_same(self, response: Response, values: Mapping[str, Any]) -> bool:
        if response.decision is Decision.DECLINED:
            return True
        answer = await SplitAnswer.get(response_id=response.id)
        if response.decision is Decision.ACCEPTED:
            return answer.signature == (values.get("signature") or "").strip()
        counter = answer.counter
        return counter is not None and (counter.master, counter.publishing) == tuple(map(values.get, RIGHTS))

    async def tally_answers(self, offer_id: UUID, now: datetime) -> tuple[Sequence[Decision], int]:
        """Count answers to the current version; an ended invitation without one still counts as open."""
        rows = await fetch(
            "SELECT r.decision AS decision FROM split_participants p JOIN offers o ON o.id = p.offer_id"
            + Sql("LEFT JOIN responses r ON r.share_id = p.share_id AND r.version = o.version")
            + Sql("WHERE p.offer_id = ?", offer_id)
        )
        return split_answers([row["decision"] for row in rows])


def _clean_signature(values: Mapping[str, Any]) -> Mapping[str, Any]:
    signature = clean_line(values.get("signature", ""), "split.signature", 120, shortest=2)
    drawing = values.get("drawn")
    return {"signature": signature, "drawn": None if drawing is None else clean_drawing(drawing)}


def _clean_counter(values: Mapping[str, Any]) -> Mapping[str, Any]:
    for right in RIGHTS:
        if right not in values:
            raise bad_input("A counter must have both master and publishing.", f"split.{right}")
        if not 0 <= values[right] <= HUNDRED_PERCENT:
            raise bad_input("A share must be between 0 and 100 percent.", f"split.{right}")
    return {f"counter_{right}": values[right] for right in RIGHTS}


def _refuse_present_shares(shares: Shares, values: Mapping[str, Any]) -> None:
    if (shares.master, shares.publishing) == tuple(values.get(f"counter_{right}") for right in RIGHTS):
        raise bad_input("These are already your shares.", "split.master")
