"""What a sale is worth under an incentive, over the API."""

import pytest

from tests.support.actors import Cast, Users
from tests.support.incentives import TIERS, WORTH


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


WORTHS = [
    ("MARGINAL", 5, 50_000),
    ("MARGINAL", 6, 70_000),
    ("MARGINAL", 10, 150_000),
    ("MARGINAL", 11, 177_500),
    ("RETROACTIVE", 5, 50_000),
    ("RETROACTIVE", 6, 120_000),
    ("RETROACTIVE", 10, 200_000),
    ("RETROACTIVE", 11, 302_500),
]


def test_what_a_sale_is_worth_follows_the_tiers_and_their_basis(cast: Cast) -> None:
    offers = {
        basis: cast.offer(tiers=TIERS, tierBasis=basis, incentiveAmount=7, minUnitsToSell=2)
        for basis in ("MARGINAL", "RETROACTIVE")
    }
    for basis, units, commission in WORTHS:
        assert _worth(cast, offers[basis], units, 1_000_000) == (commission, 7, commission + 7, 0), (
            basis,
            units,
        )


def test_below_the_minimum_of_units_nothing_is_earned(cast: Cast) -> None:
    offer = cast.offer(commissionPercentage=1, incentiveAmount=7, minUnitsToSell=3)
    assert _worth(cast, offer, 0, 1_000) == (0, 0, 0, 3)
    assert _worth(cast, offer, 2, 1_000) == (0, 0, 0, 1)
    assert _worth(cast, offer, 3, 1_000) == (30, 7, 37, 0)


def test_the_largest_sale_still_has_a_worth_or_a_reason_why_not(cast: Cast) -> None:
    offer = cast.offer(commissionPercentage=100)
    assert _worth(cast, offer, 1, 10**15)[0] == 10**15
    for units, price, field in ((2, 10**15, "units"), (-1, 1, "units"), (1, -1, "unitPrice")):
        answer = cast.agent.client.ask(WORTH, id=offer, units=units, price=price)
        (error,) = answer["errors"]
        assert (error["extensions"]["code"], error["extensions"]["field"]) == ("BAD_INPUT", field), error


def _worth(cast: Cast, offer: str, units: int, price: int) -> tuple[int, ...]:
    worth = cast.agent.client.get(WORTH, id=offer, units=units, price=price)["terms"]["worth"]
    money = tuple(worth[part]["minorUnits"] for part in ("commission", "bonus", "total"))
    return (*money, worth["unitsMissing"])
