"""The cheapest way to qualify: which item to add, how many of it, and what that saves."""

from dataclasses import dataclass

from models.money import Amount
from models.promotions.pricing.item import EVERYTHING, Item, Scope
from models.promotions.pricing.missing import CLOSABLE_GAPS, Missing, MissingCode
from models.promotions.pricing.rule import BuyGet, FreeItem, Rule
from models.promotions.pricing.shelf import Shelf
from models.promotions.pricing.situation import Situation
from models.promotions.pricing.verdict import Verdict, judge


@dataclass(frozen=True, slots=True)
class Hint:
    """The advice to add `quantity` of an item for `cost`, with the savings and the total that follow."""

    item: Item
    quantity: int
    cost: int
    savings_then: int
    total_then: int
    currency: str

    @property
    def sentence(self) -> str:
        cost, savings = (Amount(amount, self.currency).text for amount in (self.cost, self.savings_then))
        count = "one" if self.quantity == 1 else str(self.quantity)
        return f"Add {count} {self.item.name} for {cost} and save {savings}."


def cheapest_hint(verdict: Verdict, at: Situation) -> Hint | None:
    """Return the cheapest hint, or None if no single item helps or the cart is not the obstacle."""
    if verdict.is_eligible or any(missing.code not in CLOSABLE_GAPS for missing in verdict.missing):
        return None
    hints = (try_hint(verdict, at, item, quantity) for item, quantity in hint_options(verdict, at.menu))
    return next((hint for hint in hints if hint), None)


def hint_options(verdict: Verdict, menu: Shelf) -> list[tuple[Item, int]]:
    """List each item that could close every gap with the quantity that takes, cheapest first."""
    scope = EVERYTHING if verdict.is_fruitful else useful_scope(verdict.promotion.rule)
    narrow = [
        candidate
        for candidate in (scope, *(gap.scope for gap in verdict.missing))
        if not candidate.is_everything
    ]
    items = menu.items_in(narrow[0] if narrow else EVERYTHING)
    options = [
        (item, count) for item in items if scope.covers(item) for count in quantities_to_try(verdict, item)
    ]
    return sorted(options, key=lambda way: (way[0].price * way[1], way[0].rank))


def quantities_to_try(verdict: Verdict, item: Item) -> list[int]:
    """List the quantities worth trying.

    A discounted item must be in the cart beside the bought ones; one more unit may serve as both.
    """
    count, rule = quantity_needed(verdict, item), verdict.promotion.rule
    may_be_both = isinstance(rule, BuyGet) and not rule.is_free and rule.get_scope.covers(item)
    return [count, count + 1][: 1 + may_be_both] if count else []


def useful_scope(rule: Rule) -> Scope:
    """Return the scope of items that can help a cart without any benefit: those that the rule discounts."""
    if isinstance(rule, BuyGet):
        return EVERYTHING
    return rule.items if isinstance(rule, FreeItem) else rule.scope


def quantity_needed(verdict: Verdict, item: Item) -> int:
    """Return how many of the item close every gap, or 0 if it cannot."""
    counts = [quantity_closing(missing, item) for missing in verdict.missing]
    return max(counts) if all(counts) else 0


def quantity_closing(missing: Missing, item: Item) -> int:
    if missing.code is MissingCode.MIN_SPEND:
        return -(-(missing.amount or 0) // item.price) if item.price else 0
    if missing.code is MissingCode.NOTHING_TO_DISCOUNT:
        return int(item.discountable)
    return (missing.quantity or 0) if missing.scope.covers(item) else 0


def try_hint(verdict: Verdict, at: Situation, item: Item, quantity: int) -> Hint | None:
    if not at.cart.has_room_for(item, quantity):
        return None
    situation = at.with_more(item, quantity)
    verdict_after = judge(verdict.promotion, verdict.use, situation)
    if not verdict_after.is_eligible or not verdict_after.savings:
        return None
    total = situation.subtotal - verdict_after.savings
    return Hint(item, quantity, item.price * quantity, verdict_after.savings, total, at.cart.currency)
