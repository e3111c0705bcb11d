"""The life of an offer, as tables and pure functions: no database, no clock."""

from datetime import datetime
from enum import StrEnum

from models.refused import Code, Refused


class Status(StrEnum):
    """Where an offer stands."""

    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    CLOSED = "CLOSED"
    EXPIRED = "EXPIRED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


class Step(StrEnum):
    """What an author does to an offer."""

    ACTIVATE = "ACTIVATE"
    PAUSE = "PAUSE"
    CLOSE = "CLOSE"


SETTLED = frozenset({Status.ACCEPTED, Status.DECLINED})
OVER = SETTLED | {Status.CLOSED, Status.EXPIRED}
EXPIRES_FROM = frozenset({Status.ACTIVE, Status.PAUSED})
STEPS = {
    (Status.DRAFT, Step.ACTIVATE): Status.ACTIVE,
    (Status.PAUSED, Step.ACTIVATE): Status.ACTIVE,
    (Status.ACTIVE, Step.PAUSE): Status.PAUSED,
    (Status.DRAFT, Step.CLOSE): Status.CLOSED,
    (Status.ACTIVE, Step.CLOSE): Status.CLOSED,
    (Status.PAUSED, Step.CLOSE): Status.CLOSED,
    (Status.EXPIRED, Step.CLOSE): Status.CLOSED,
}


def status_at(stored: Status, valid_until: datetime | None, now: datetime) -> Status:
    """Past its end an offer is expired, whether or not anybody has written that down."""
    over = valid_until is not None and valid_until <= now
    return Status.EXPIRED if over and stored in EXPIRES_FROM else stored


def after_step(status: Status, step: Step) -> Status:
    try:
        return STEPS[status, step]
    except KeyError:
        sentence = f"An offer that is {status.lower()} cannot be {step.lower()}d."
        raise Refused(Code.STEP_NOT_ALLOWED, sentence) from None


def after_new_validity(
    stored: Status, expired_from: Status | None, valid_until: datetime | None, now: datetime
) -> Status:
    """A later end revives an expired offer as what it was; closed stays closed."""
    if stored is not Status.EXPIRED or (valid_until is not None and valid_until <= now):
        return stored
    return expired_from or Status.ACTIVE


def is_in_force(status: Status, valid_from: datetime | None, now: datetime) -> bool:
    """Active, and its start has come."""
    return status is Status.ACTIVE and (valid_from is None or valid_from <= now)
