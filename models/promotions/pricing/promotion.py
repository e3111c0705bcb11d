"""The promotion as carts are compared with it, and its uses so far."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from models.checks import narrow_code
from models.promotions.pricing.conditions import ALWAYS, Conditions
from models.promotions.pricing.rule import FlatOff, Level, PercentOff, Rule, level_of


@dataclass(frozen=True, slots=True)
class Use:
    """The uses so far: in all, what they took off, and by this guest (None: an unknown guest)."""

    total: int = 0
    spent: int = 0
    by_customer: int | None = None


UNUSED = Use()


@dataclass(frozen=True, slots=True)
class Promotion:
    """The promotion; if automatic, it needs neither choosing nor a code. A greater `priority` goes first.

    `has_codes`: codes were generated for it, beside its own; `code_id` is the generated code that was typed,
    and `code` its text.
    """

    id: UUID
    title: str
    rule: Rule
    conditions: Conditions = ALWAYS
    code: str | None = None
    is_automatic: bool = True
    is_stackable: bool = False
    priority: int = 0
    limit: int | None = None
    customer_limit: int | None = None
    budget: int | None = None
    has_codes: bool = False
    code_id: UUID | None = None
    until: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", fold_code(self.code))

    @property
    def level(self) -> Level:
        return level_of(self.rule)

    @property
    def rank(self) -> tuple[int, str, UUID]:
        """The sort key among promotions that save the same."""
        return -self.priority, self.title, self.id

    @property
    def needs_code(self) -> bool:
        return (self.code is not None or self.has_codes) and not self.is_automatic

    def for_session(self, allowance: int | None) -> "Promotion":
        """Return the promotion for a session that has counted its use: only the allowance limits it."""
        return replace(
            self,
            rule=cap_rule(self.rule, allowance),
            code=None,
            is_automatic=True,
            limit=None,
            customer_limit=None,
            budget=None,
        )

    def matches_code(self, code: str | None) -> bool:
        return self.code is not None and self.code == fold_code(code)


def cap_rule(rule: Rule, most: int | None) -> Rule:
    """Cap what a bill-level rule takes off."""
    if most is None:
        return rule
    if isinstance(rule, PercentOff):
        return replace(rule, cap=most if rule.cap is None else min(rule.cap, most))
    return replace(rule, amount=min(rule.amount, most)) if isinstance(rule, FlatOff) else rule


def fold_code(code: str | None) -> str | None:
    """Return a code in the form in which codes are compared, without letter case; None if it is empty."""
    return narrow_code(code or "").casefold() or None
