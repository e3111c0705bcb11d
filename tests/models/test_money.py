"""Money in words, and which currencies and amounts there are."""

import pytest

from models.money import CURRENCIES, LARGEST, Amount, check_amount, clean_currency
from models.refused import Code, Refused


@pytest.mark.parametrize(
    ("minor_units", "currency", "words"),
    [
        (50_000_00, "INR", "₹50,000.00"),
        (1_00_000_00, "INR", "₹1,00,000.00"),
        (5, "INR", "₹0.05"),
        (0, "USD", "$0.00"),
        (1_234_567_89, "EUR", "€1,234,567.89"),
        (1_234, "JPY", "¥1,234"),
        (1_234, "KWD", "KWD1.234"),
        (-2_50, "USD", "-$2.50"),
        (LARGEST, "USD", "$10,000,000,000,000.00"),
    ],
)
def test_an_amount_reads(minor_units: int, currency: str, words: str) -> None:
    assert Amount(minor_units, currency).text == words


@pytest.mark.parametrize(("given", "code"), [("INR", "INR"), (" eur ", "EUR"), ("Usd", "USD")])
def test_a_currency_code_is_taken_in_any_case(given: str, code: str) -> None:
    assert clean_currency(given) == code


@pytest.mark.parametrize("given", ["", "EU", "EURO", "XXX", "XTS", "DEM", "₹", "12A", "ZZZ"])
def test_a_currency_that_is_not_in_use_is_refused(given: str) -> None:
    with pytest.raises(Refused) as refused:
        clean_currency(given, "terms.currency")
    assert (refused.value.code, refused.value.field) == (Code.BAD_INPUT, "terms.currency")


def test_every_currency_has_words() -> None:
    assert len(CURRENCIES) > 140
    assert all(Amount(1, code).text for code in CURRENCIES)


@pytest.mark.parametrize("amount", [0, 1, LARGEST])
def test_amounts_up_to_the_largest_are_taken(amount: int) -> None:
    assert check_amount(amount, "amount") == amount


@pytest.mark.parametrize("amount", [-1, LARGEST + 1])
def test_other_amounts_are_refused_by_field(amount: int) -> None:
    with pytest.raises(Refused) as refused:
        check_amount(amount, "amount")
    assert (refused.value.code, refused.value.field) == (Code.BAD_INPUT, "amount")
