"""Terms by name: an old answer stays readable after its kind got another column."""

from dataclasses import dataclass, make_dataclass

import pytest

from models.offers.register import KINDS, every_kind
from models.offers.terms import column_of, values_of
from models.quotes.quote import QuoteRow, QuoteTerms

ANSWER = QuoteRow("Asha", None, None, "INR", "[]", "", 0)


@dataclass(slots=True)
class LaterRow:
    """A quote's terms with one column more, in the middle."""

    customer_name: str
    customer_email: str | None
    customer_fax: str = "none"
    customer_phone: str | None = None
    currency: str = ""
    lines_json: str = "[]"
    notes: str = ""
    total: int = 0


def test_an_older_answer_is_read_with_the_default_of_a_column_in_the_middle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answered = values_of(ANSWER)
    monkeypatch.setattr(QuoteTerms, "record", LaterRow)
    assert QuoteTerms.row(answered) == LaterRow("Asha", None, "none", None, "INR", "[]", "", 0)


def test_a_column_that_is_gone_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QuoteTerms, "record", make_dataclass("NameRow", ["customer_name"]))
    assert QuoteTerms.row(values_of(ANSWER)).customer_name == "Asha"


def test_terms_stored_by_name_are_read_back_unchanged() -> None:
    assert values_of(ANSWER)["lines"] == "[]"
    assert QuoteTerms.row(values_of(ANSWER)) == ANSWER
    assert column_of("lines_json") == "lines"


def test_kinds_are_in_alphabetical_order_whichever_is_imported_first() -> None:
    assert list(KINDS) == sorted(KINDS)
    assert [kind.name for kind in every_kind()] == ["incentive", "promotion", "quote", "slot", "split"]
