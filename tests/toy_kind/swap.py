"""The models room of a toy kind: one thing given for another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from tortoise import fields

from models.checks import clean_line
from models.offers.kind import Kind
from models.offers.lifecycle import Status
from models.offers.log_field import LogField
from models.offers.register import register
from models.offers.settling import Decision, first_yes_wins
from models.offers.terms import Draft, Terms
from models.people.viewer import Viewer

# What its migration would hold; both databases take it.
TABLE = """CREATE TABLE swap_terms (
    offer_id {id} NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    given_thing VARCHAR(80) NOT NULL,
    wanted VARCHAR(80) NOT NULL
)"""


@dataclass(slots=True)
class SwapRow:
    """A swap's terms as they are read."""

    given_thing: str
    wanted: str


class SwapTerms(Terms):
    """What is given, and what for."""

    offer: Any = fields.OneToOneField("offers.Offer", related_name="swap_terms", primary_key=True)
    given_thing = fields.CharField(max_length=80)
    wanted = fields.CharField(max_length=80)

    record = SwapRow

    class Meta:
        table = "swap_terms"

    @classmethod
    async def draft(cls, viewer: Viewer, terms: dict[str, Any]) -> Draft[Self]:
        return Draft(cls(**terms))

    def check(self) -> None:
        self.given_thing = clean_line(self.given_thing, "terms.swap.given", 80)
        self.wanted = clean_line(self.wanted, "terms.swap.wanted", 80)


class Swap(Kind):
    """A kind that its first acceptance settles."""

    name = "swap"
    terms = SwapTerms
    not_open_words = {Status.ACCEPTED: "This was swapped already."}
    log_fields = {"given_thing": LogField("given")}

    def settle(self, answers: Sequence[Decision], others_open: int) -> Status | None:
        return first_yes_wins(answers, others_open)


SWAP = register(Swap())
