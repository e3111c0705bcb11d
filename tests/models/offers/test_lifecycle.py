"""The life of an offer: every pair of a status and a step, and what time does at the very moment."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from models.offers.lifecycle import Status, Step, after_new_validity, after_step, is_in_force, status_at
from models.refused import Code, Refused

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
ALLOWED = {
    ("DRAFT", "ACTIVATE"): "ACTIVE",
    ("DRAFT", "CLOSE"): "CLOSED",
    ("ACTIVE", "PAUSE"): "PAUSED",
    ("ACTIVE", "CLOSE"): "CLOSED",
    ("PAUSED", "ACTIVATE"): "ACTIVE",
    ("PAUSED", "CLOSE"): "CLOSED",
    ("EXPIRED", "CLOSE"): "CLOSED",
}


@pytest.mark.parametrize(("status", "step"), list(product(Status, Step)))
def test_a_step_leads_where_the_table_says_or_is_refused(status: Status, step: Step) -> None:
    if (status, step) in ALLOWED:
        assert after_step(status, step) == ALLOWED[status, step]
        return
    with pytest.raises(Refused) as refused:
        after_step(status, step)
    assert refused.value.code is Code.STEP_NOT_ALLOWED
    assert refused.value.sentence == f"An offer that is {status.lower()} cannot be {step.lower()}d."


@pytest.mark.parametrize("stored", Status)
@pytest.mark.parametrize(
    ("until", "is_over"),
    [
        (None, False),
        (NOON + TICK, False),
        (NOON, True),
        (NOON - TICK, True),
        (datetime.max.replace(tzinfo=UTC), False),
    ],
)
def test_expiry_is_derived_on_read_to_the_microsecond(
    stored: Status, until: datetime | None, is_over: bool
) -> None:
    """Decision 1."""
    expires = is_over and stored in (Status.ACTIVE, Status.PAUSED)
    assert status_at(stored, until, NOON) is (Status.EXPIRED if expires else stored)


@pytest.mark.parametrize("until", [None, NOON + TICK])
@pytest.mark.parametrize(
    ("expired_from", "revived"),
    [(Status.ACTIVE, Status.ACTIVE), (Status.PAUSED, Status.PAUSED), (None, Status.ACTIVE)],
)
def test_extending_the_validity_revives_an_expired_offer_with_its_earlier_status(
    until: datetime | None, expired_from: Status | None, revived: Status
) -> None:
    """Decision 20."""
    assert after_new_validity(Status.EXPIRED, expired_from, until, NOON) is revived


@pytest.mark.parametrize("until", [NOON, NOON - TICK])
def test_an_end_that_has_come_revives_nothing(until: datetime) -> None:
    assert after_new_validity(Status.EXPIRED, Status.ACTIVE, until, NOON) is Status.EXPIRED


@pytest.mark.parametrize("stored", [Status.DRAFT, Status.ACTIVE, Status.PAUSED, Status.CLOSED])
@pytest.mark.parametrize("until", [None, NOON - TICK, NOON + TICK])
def test_extending_the_validity_changes_no_status_but_expired(stored: Status, until: datetime | None) -> None:
    """Decision 20."""
    assert after_new_validity(stored, None, until, NOON) is stored


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(
    ("valid_from", "begun"), [(None, True), (NOON - TICK, True), (NOON, True), (NOON + TICK, False)]
)
def test_an_offer_is_in_force_when_it_is_active_and_its_start_has_come(
    status: Status, valid_from: datetime | None, begun: bool
) -> None:
    assert is_in_force(status, valid_from, NOON) is (begun and status is Status.ACTIVE)
