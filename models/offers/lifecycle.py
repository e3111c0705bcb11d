"""The life of an offer, as tables and pure functions: no database, no clock."""

from datetime import datetime
from enum import StrEnum

from models.refused import Code, Refused


class Status(StrEnum):
    """The status of an offer."""

    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    CLOSED = "CLOSED"
    EXPIRED = "EXPIRED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


class Step(StrEnum):
    """A change of status by the author."""

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


def status_at(stored_status: Status, valid_until: datetime | None, now: datetime) -> Status:
    """Return the status at `now`: past its end an offer is expired, even if that is not recorded yet."""
    over = valid_until is not None and valid_until <= now
    return Status.EXPIRED if over and stored_status in EXPIRES_FROM else stored_status


def after_step(status: Status, step: Step) -> Status:
    try:
        return STEPS[status, step]
    except KeyError:
        sentence = f"An offer that is {status.lower()} cannot be {step.lower()}d."
        raise Refused(Code.STEP_NOT_ALLOWED, sentence) from None


def after_new_validity(
    stored_status: Status, expired_from: Status | None, valid_until: datetime | None, now: datetime
) -> Status:
    """Return the status after a change of the end: a later one revives an expired offer, not a closed one."""
    if stored_status is not Status.EXPIRED or (valid_until is not None and valid_until <= now):
        return stored_status
    return expired_from or Status.ACTIVE


def is_in_force(status: Status, valid_from: datetime | None, now: datetime) -> bool:
    """Tell whether the offer is active and has started."""
    return status is Status.ACTIVE and (valid_from is None or valid_from <= now)
