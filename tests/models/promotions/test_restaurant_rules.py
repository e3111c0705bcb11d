"""The rules for the taxes of a restaurant."""

from typing import Any

import pytest

from models.promotions.restaurant_rules import MOST_TAXES, check_settings
from models.refused import Refused


def test_taxes_are_stored_in_order_with_distinct_names() -> None:
    assert check_settings({"tax_rates": [(" CGST ", 2_50), ("SGST", 2_50)]}) == {
        "tax_rates": [["CGST", 2_50], ["SGST", 2_50]]
    }


@pytest.mark.parametrize(
    ("rates", "field"),
    [
        ([("GST", 5_00), ("gst ", 5_00)], "taxRates.1.name"),
        ([("GST", 5_00), (" ", 5_00)], "taxRates.1.name"),
        ([("GST", -1)], "taxRates.0.rate"),
        ([("GST", 100_01)], "taxRates.0.rate"),
        ([(f"Tax {n}", 1) for n in range(MOST_TAXES + 1)], "taxRates"),
    ],
)
def test_a_tax_that_no_bill_could_show_is_refused(rates: Any, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_settings({"tax_rates": rates})
    assert refusal.value.field == field
