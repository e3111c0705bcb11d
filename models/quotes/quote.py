"""The quote: the price for one customer, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import orjson
from tortoise import fields

from models.checks import clean_line, clean_text, is_email, is_phone
from models.money import LARGEST, check_amount, clean_currency
from models.offers.kind import Kind
from models.offers.lifecycle import Status
from models.offers.log_field import LogField
from models.offers.register import register
from models.offers.settling import Decision, first_answer_decides
from models.offers.terms import Draft, Terms
from models.people.project import Project
from models.people.viewer import Viewer
from models.quotes.totals import Line, Totals, totals
from models.refused import bad_input
from models.rounding import HUNDRED_PERCENT

MOST_LINES, LARGEST_QUANTITY = 200, 10**9


@dataclass(slots=True)
class QuoteRow:
    """The terms of a quote as a record for reading."""

    customer_name: str
    customer_email: str | None
    customer_phone: str | None
    currency: str
    lines_json: str
    notes: str
    total: int

    @property
    def lines(self) -> list[Line]:
        return [Line(*line) for line in orjson.loads(self.lines_json)]

    @property
    def totals(self) -> Totals:
        return totals(self.lines)


class QuoteTerms(Terms):
    """The customer, and lines of [description, quantity, unit price, tax rate] in the units of `Line`."""

    offer: Any = fields.OneToOneField("offers.Offer", related_name="quote_terms", primary_key=True)
    customer_name = fields.CharField(max_length=120, default="")
    customer_email = fields.CharField(max_length=254, null=True)
    customer_phone = fields.CharField(max_length=16, null=True)
    currency = fields.CharField(max_length=3)
    lines: Any = fields.JSONField(default=list)
    notes = fields.TextField(default="")
    total = fields.BigIntField(default=0)

    record = QuoteRow
    personal = frozenset({"customer_name", "customer_email", "customer_phone"})

    class Meta:
        table = "quote_terms"

    @classmethod
    async def draft(cls, viewer: Viewer, terms: dict[str, Any]) -> Draft[Self]:
        project_id = terms.pop("project_id", None)
        if project_id:
            await Project.shown_to(viewer, project_id, "terms.quote.projectId")
        return Draft(cls(**terms), project_id)

    def check(self) -> None:
        self.customer_name = clean_line(self.customer_name, "terms.quote.customer.name", 120, shortest=0)
        self.notes = clean_text(self.notes, "terms.quote.notes", 5000, shortest=0)
        self.currency = clean_currency(self.currency, "terms.quote.currency")
        if self.customer_email is not None:
            self.customer_email = self.customer_email.strip()
            if not is_email(self.customer_email):
                raise bad_input(
                    "This must be an e-mail address, e.g. name@example.com.", "terms.quote.customer.email"
                )
        if self.customer_phone is not None and not is_phone(self.customer_phone):
            raise bad_input(
                "The phone number must be in international format, e.g. +919812345678.",
                "terms.quote.customer.phone",
            )
        self.lines = _clean_lines(self.lines)
        self.total = check_amount(lines_total(self.lines).total, "terms.quote.lines")


def lines_total(lines: Sequence[Sequence[Any]]) -> Totals:
    return totals(Line(*line) for line in lines)


def _clean_lines(lines: Sequence[Sequence[Any]]) -> list[list[Any]]:
    if not 1 <= len(lines) <= MOST_LINES:
        raise bad_input(f"A quote must have 1 to {MOST_LINES} lines.", "terms.quote.lines")
    return [_clean_line(Line(*line), f"terms.quote.lines.{place}") for place, line in enumerate(lines)]


def _clean_line(line: Line, field: str) -> list[Any]:
    if not 0 < line.quantity <= LARGEST_QUANTITY:
        raise bad_input("A quantity must be more than 0 and at most 1,000,000.", f"{field}.quantity")
    if not 0 <= line.tax_rate <= HUNDRED_PERCENT:
        raise bad_input("A tax rate must be between 0 and 100 percent.", f"{field}.taxRate")
    if abs(line.unit_price) > LARGEST:
        raise bad_input(f"A price cannot be more than {LARGEST} minor units.", f"{field}.unitPrice")
    description = clean_text(line.description, f"{field}.description", 500)
    return [description, line.quantity, check_amount(line.unit_price, f"{field}.unitPrice"), line.tax_rate]


def _log_lines(lines: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Convert the lines to the units of the API's inputs."""
    return [
        {"description": text, "quantity": thousandths / 1000, "unitPrice": price, "taxRate": rate / 100}
        for text, thousandths, price, rate in lines
    ]


class Quote(Kind):
    """The kind that links take to a customer; the first acceptance settles it."""

    name = "quote"
    terms = QuoteTerms
    decisive = frozenset({Decision.ACCEPTED})
    opens_as = Status.DRAFT
    amount = "total"
    log_fields = {
        "customer_name": LogField("customer.name"),
        "customer_email": LogField("customer.email"),
        "customer_phone": LogField("customer.phone"),
        "lines": LogField("lines", _log_lines),
    }

    def settle(self, answers: Sequence[Decision], others_open: int) -> Status | None:
        return first_answer_decides(answers, others_open)


QUOTE = register(Quote())
