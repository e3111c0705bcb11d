"""The cheapest way to qualify: which one item to add, how often, and what that saves."""

from dataclasses import dataclass

from models.money import Amount
from models.promotions.pricing.item import EVERYTHING, Item, Scope
from models.promotions.pricing.missing import CLOSABLE, Missing, MissingCode
from models.promotions.pricing.rule import BuyGet, FreeItem, Rule
from models.promotions.pricing.shelf import Shelf
from models.promotions.pricing.situation import Situation
from models.promotions.pricing.verdict import Verdict, judged


@dataclass(frozen=True, slots=True)
class Hint:
    """Add `quantity` of the item for `cost`: then the promotion saves so much and the cart costs so much."""

    item: Item
    quantity: int
    cost: int
    savings_then: int
    total_then: int
    currency: str

    @property
    def sentence(self) -> str:
        cost, saved = (Amount(amount, self.currency).text for amount in (self.cost, self.savings_then))
        count = "one" if self.quantity == 1 else str(self.quantity)
        return f"Add {count} {self.item.name} for {cost} and save {saved}."


def cheapest_hint(verdict: Verdict, at: Situation) -> Hint | None:
    """None where no one item of the menu helps, or where the cart is not what is in the way."""
    if verdict.is_eligible or any(missing.code not in CLOSABLE for missing in verdict.missing):
        return None
    tried = (followed(verdict, at, item, quantity) for item, quantity in ways(verdict, at.menu))
    return next((hint for hint in tried if hint), None)


def ways(verdict: Verdict, menu: Shelf) -> list[tuple[Item, int]]:
    """Each item that could close every gap, with how many of it that takes: the cheapest first."""
    scope = EVERYTHING if verdict.is_fruitful else fruitful(verdict.promotion.rule)
    narrow = [each for each in (scope, *(one.scope for one in verdict.missing)) if not each.is_everything]
    items = menu.covered(narrow[0] if narrow else EVERYTHING)
    found = [(item, count) for item in items if scope.covers(item) for count in tries(verdict, item)]
    return sorted(found, key=lambda way: (way[0].price * way[1], way[0].rank))


def tries(verdict: Verdict, item: Item) -> list[int]:
    """What is only cheaper must be in the cart beside what is bought: one more of it may be both."""
    count, rule = enough(verdict, item), verdict.promotion.rule
    may_be_both = isinstance(rule, BuyGet) and not rule.is_free and rule.given.covers(item)
    return [count, count + 1][: 1 + may_be_both] if count else []


def fruitful(rule: Rule) -> Scope:
    """Only what a rule makes cheaper can make a cart benefit that did not."""
    if isinstance(rule, BuyGet):
        return EVERYTHING
    return rule.items if isinstance(rule, FreeItem) else rule.scope


def enough(verdict: Verdict, item: Item) -> int:
    """How many of the item close every gap; none where it cannot."""
    counts = [closing(missing, item) for missing in verdict.missing]
    return max(counts) if all(counts) else 0


def closing(missing: Missing, item: Item) -> int:
    if missing.code is MissingCode.MIN_SPEND:
        return -(-(missing.amount or 0) // item.price) if item.price else 0
    if missing.code is MissingCode.NOTHING_TO_DISCOUNT:
        return int(item.discountable)
    return (missing.quantity or 0) if missing.scope.covers(item) else 0


def followed(verdict: Verdict, at: Situation, item: Item, quantity: int) -> Hint | None:
    if not at.cart.has_room_for(item, quantity):
        return None
    then = at.with_more(item, quantity)
    after = judged(verdict.promotion, verdict.use, then)
    if not after.is_eligible or not after.savings:
        return None
    total = then.subtotal - after.savings
    return Hint(item, quantity, item.price * quantity, after.savings, total, at.cart.currency)
