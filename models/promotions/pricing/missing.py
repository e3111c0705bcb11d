"""The reasons why a cart does not get a promotion: codes for programs, sentences for people."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.money import DEFAULT_CURRENCY, Amount
from models.promotions.pricing.item import EVERYTHING, Item, Scope

MOST_NAMES = 3


class MissingCode(StrEnum):
    """The reasons, as codes."""

    CODE_REQUIRED = "CODE_REQUIRED"
    CUSTOMER_REQUIRED = "CUSTOMER_REQUIRED"
    FIRST_ORDER_ONLY = "FIRST_ORDER_ONLY"
    NOT_NOW = "NOT_NOW"
    LIMIT_REACHED = "LIMIT_REACHED"
    CUSTOMER_LIMIT_REACHED = "CUSTOMER_LIMIT_REACHED"
    MIN_SPEND = "MIN_SPEND"
    MIN_QUANTITY = "MIN_QUANTITY"
    ITEMS = "ITEMS"
    BUDGET_EXCEEDED = "BUDGET_EXCEEDED"
    NOTHING_TO_DISCOUNT = "NOTHING_TO_DISCOUNT"
    ON_THE_BILL = "ON_THE_BILL"


SENTENCES = {
    MissingCode.CODE_REQUIRED: "Enter the code of this offer.",
    MissingCode.CUSTOMER_REQUIRED: "Tell us your phone number or e-mail address for this offer.",
    MissingCode.FIRST_ORDER_ONLY: "This offer is for first orders only.",
    MissingCode.NOT_NOW: "This offer is not available at this time.",
    MissingCode.LIMIT_REACHED: "This offer has reached its limit.",
    MissingCode.CUSTOMER_LIMIT_REACHED: "You have used this offer as often as it allows.",
    MissingCode.MIN_SPEND: "Add {amount} more to qualify.",
    MissingCode.MIN_QUANTITY: "Add {quantity} more to qualify: {names}.",
    MissingCode.ITEMS: "You need {quantity} more: {names}.",
    MissingCode.BUDGET_EXCEEDED: "The rest of this offer's budget does not cover this order.",
    MissingCode.NOTHING_TO_DISCOUNT: "This offer makes nothing in your cart cheaper.",
    MissingCode.ON_THE_BILL: "The bill of this table already has this offer, or one that saves as much.",
}
# The gaps that more items can close.
CLOSABLE_GAPS = frozenset(
    {MissingCode.MIN_SPEND, MissingCode.MIN_QUANTITY, MissingCode.ITEMS, MissingCode.NOTHING_TO_DISCOUNT}
)


@dataclass(frozen=True, slots=True)
class Missing:
    """The reason; `amount` in minor units, `quantity` of what `scope` covers, `items` those on the menu."""

    code: MissingCode
    amount: int | None = None
    quantity: int | None = None
    scope: Scope = EVERYTHING
    items: tuple[Item, ...] = ()
    currency: str = DEFAULT_CURRENCY

    @property
    def item_ids(self) -> tuple[UUID, ...]:
        return tuple(item.id for item in self.items)

    @property
    def sentence(self) -> str:
        """The reason in words, built only when it is read: most guests never read it."""
        amount = Amount(self.amount or 0, self.currency).text
        return SENTENCES[self.code].format(amount=amount, quantity=self.quantity, names=self.names)

    @property
    def names(self) -> str:
        if not self.items:
            return "anything" if self.scope.is_everything else "nothing that is on the menu"
        names = [item.name for item in self.items[:MOST_NAMES]]
        unnamed_count = len(self.items) - MOST_NAMES
        return " or ".join([*names, "others"] if unnamed_count > 0 else names)
