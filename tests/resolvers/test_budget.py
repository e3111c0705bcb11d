"""The budget of objects per caller: charged for every operation, separately for each caller."""

import pytest

from models.refused import Code, Denied
from resolvers.budget import MOST_CALLERS, Budget


def test_a_budget_that_is_spent_refuses_with_the_seconds_to_wait() -> None:
    budget = Budget("100 per minute")
    budget.spend("agent", 60, 0)
    budget.spend("agent", 60, 1)
    with pytest.raises(Denied) as denied:
        budget.spend("agent", 1, 20)
    assert (denied.value.code, denied.value.extra) == (Code.RATE_LIMITED, {"retryAfter": 41})


def test_one_caller_does_not_spend_the_budget_of_another() -> None:
    budget = Budget("100 per minute")
    budget.spend("agent", 100, 0)
    budget.spend("builder", 100, 0)


def test_a_new_window_begins_when_one_has_ended() -> None:
    budget = Budget("100 per minute")
    budget.spend("agent", 100, 0)
    budget.spend("agent", 100, 60)


def test_callers_who_left_are_forgotten() -> None:
    budget = Budget("100 per minute")
    for number in range(MOST_CALLERS + 1):
        budget.spend(str(number), 1, 0)
    budget.spend("agent", 1, 60)
    assert list(budget.windows) == ["agent"]
