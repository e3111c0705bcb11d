"""The rules by which answers settle an offer, as pure functions."""

from collections.abc import Sequence
from enum import StrEnum

from models.offers.lifecycle import Status


class Decision(StrEnum):
    """The decision of a recipient."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    COUNTERED = "COUNTERED"


def first_answer_decides(answers: Sequence[Decision], others_open: int) -> Status | None:
    """Accept at the first acceptance; decline at a decline when no other link is open."""
    if Decision.ACCEPTED in answers:
        return Status.ACCEPTED
    return None if others_open else Status.DECLINED


def everybody_decides(answers: Sequence[Decision], others_open: int) -> Status | None:
    """Decline at the first decline; accept when every link has accepted. A counter-proposal keeps it open."""
    if Decision.DECLINED in answers:
        return Status.DECLINED
    all_agree = not others_open and all(answer is Decision.ACCEPTED for answer in answers)
    return Status.ACCEPTED if all_agree else None


def first_yes_wins(answers: Sequence[Decision], _others_open: int) -> Status | None:
    """Accept at the first acceptance; a decline leaves it open for the next recipient."""
    return Status.ACCEPTED if Decision.ACCEPTED in answers else None


def never_by_an_answer(_answers: Sequence[Decision], _others_open: int) -> Status | None:
    """Leave the status as it is, whatever the answers."""
    return None
