"""The rules: what promotions give."""

from dataclasses import dataclass
from enum import StrEnum

from models.promotions.pricing.item import EVERYTHING, Scope
from models.refused import bad_input
from models.rounding import HUNDRED_PERCENT


class Level(StrEnum):
    """The level at which a rule takes effect: one order, or the bill of the whole session."""

    ORDER = "ORDER"
    SESSION = "SESSION"


@dataclass(frozen=True, slots=True)
class PercentOff:
    """The rule of `percent` (in hundredths) off the sum of what the scope covers, up to `cap`."""

    percent: int
    cap: int | None = None
    scope: Scope = EVERYTHING

    def __post_init__(self) -> None:
        check_percentage(self.percent)
        check_between(1, 1 if self.cap is None else self.cap, None, "cap")


@dataclass(frozen=True, slots=True)
class FlatOff:
    """The rule of one `amount` off what the scope covers, whatever its quantity, but never below zero."""

    amount: int
    scope: Scope = EVERYTHING

    def __post_init__(self) -> None:
        check_between(1, self.amount, None, "amount")


@dataclass(frozen=True, slots=True)
class BuyGet:
    """The rule: buy `buy_quantity`, get `get_quantity` at `percent` (in hundredths) off.

    `get` None means the items bought; `times` None means no limit per order.
    """

    buy: Scope
    buy_quantity: int
    get: Scope | None = None
    get_quantity: int = 1
    percent: int = HUNDRED_PERCENT
    times: int | None = None

    def __post_init__(self) -> None:
        check_between(1, self.buy_quantity, None, "buyQuantity")
        check_between(1, self.get_quantity, None, "getQuantity")
        check_percentage(self.percent)
        check_between(1, 1 if self.times is None else self.times, None, "times")

    @property
    def get_scope(self) -> Scope:
        return self.buy if self.get is None else self.get

    @property
    def is_free(self) -> bool:
        return self.percent == HUNDRED_PERCENT


@dataclass(frozen=True, slots=True)
class FreeItem:
    """The rule of `quantity` free units of these items, under the promotion's conditions."""

    items: Scope
    quantity: int = 1

    def __post_init__(self) -> None:
        check_between(1, self.quantity, None, "quantity")


Rule = PercentOff | FlatOff | BuyGet | FreeItem


def level_of(rule: Rule) -> Level:
    on_the_bill = isinstance(rule, PercentOff | FlatOff) and rule.scope.is_everything
    return Level.SESSION if on_the_bill else Level.ORDER


def check_percentage(hundredths: int) -> None:
    if not 1 <= hundredths <= HUNDRED_PERCENT:
        raise bad_input("A percentage must be between 0.01 and 100.", "percent")


def check_between(least: int, number: int, most: int | None, field: str) -> None:
    if number < least or (most is not None and number > most):
        raise bad_input(f"Must be at least {least}" + (f" and at most {most}." if most else "."), field)
