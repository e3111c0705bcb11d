"""How answers turn into an offer's status: pure functions, one for each way."""

from collections.abc import Sequence
from enum import StrEnum

from models.offers.lifecycle import Status


class Decision(StrEnum):
    """What a recipient answers."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    COUNTERED = "COUNTERED"


def first_answer_decides(answers: Sequence[Decision], others_open: int) -> Status | None:
    """The first yes settles it; a no only when no other link could still bring a yes."""
    if Decision.ACCEPTED in answers:
        return Status.ACCEPTED
    return None if others_open else Status.DECLINED


def everybody_decides(answers: Sequence[Decision], others_open: int) -> Status | None:
    """One no ends it; it takes the yes of all, and whoever wants something else holds it up."""
    if Decision.DECLINED in answers:
        return Status.DECLINED
    all_agree = not others_open and all(answer is Decision.ACCEPTED for answer in answers)
    return Status.ACCEPTED if all_agree else None


def first_yes_wins(answers: Sequence[Decision], _others_open: int) -> Status | None:
    """A no leaves it open for the next."""
    return Status.ACCEPTED if Decision.ACCEPTED in answers else None


def never_by_an_answer(_answers: Sequence[Decision], _others_open: int) -> Status | None:
    """Answers are recorded, announced and shown, and leave the status alone."""
    return None
