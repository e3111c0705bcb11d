"""A promotion as a cart meets it, and what has been used of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from models.checks import typed
from models.promotions.pricing.conditions import ALWAYS, Conditions
from models.promotions.pricing.rule import FlatOff, Level, PercentOff, Rule, level


@dataclass(frozen=True, slots=True)
class Use:
    """So far: how often in all, how much it took off, how often by this guest (None: an unknown guest)."""

    total: int = 0
    spent: int = 0
    by_customer: int | None = None


UNUSED = Use()


@dataclass(frozen=True, slots=True)
class Promotion:
    """`is_automatic`: nobody has to choose it or type its code. The greater `priority` goes first.

    `has_codes`: many were made for it beside its own; `code_id` is the one of them that was typed, as `code`.
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
        object.__setattr__(self, "code", folded(self.code))

    @property
    def level(self) -> Level:
        return level(self.rule)

    @property
    def rank(self) -> tuple[int, str, UUID]:
        """Among equals."""
        return -self.priority, self.title, self.id

    @property
    def needs_code(self) -> bool:
        return (self.code is not None or self.has_codes) and not self.is_automatic

    def held(self, allowance: int | None) -> "Promotion":
        """As a session has it that has counted its use already: it takes no more than its budget leaves."""
        return replace(
            self,
            rule=up_to(self.rule, allowance),
            code=None,
            is_automatic=True,
            limit=None,
            customer_limit=None,
            budget=None,
        )

    def takes(self, code: str | None) -> bool:
        return self.code is not None and self.code == folded(code)


def up_to(rule: Rule, most: int | None) -> Rule:
    """The rule of a bill, with what it takes off limited."""
    if most is None:
        return rule
    if isinstance(rule, PercentOff):
        return replace(rule, cap=most if rule.cap is None else min(rule.cap, most))
    return replace(rule, amount=min(rule.amount, most)) if isinstance(rule, FlatOff) else rule


def folded(code: str | None) -> str | None:
    """As codes are compared: as they were meant, letter case aside; nothing typed is no code."""
    return typed(code or "").casefold() or None
