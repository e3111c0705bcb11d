"""Which items a promotion speaks of."""

from dataclasses import dataclass
from uuid import UUID

from models.promotions.pricing.item import Item


@dataclass(frozen=True, slots=True)
class Scope:
    """These items and everything in these categories; with neither, everything."""

    items: frozenset[UUID] = frozenset()
    categories: frozenset[str] = frozenset()

    @property
    def is_everything(self) -> bool:
        return not self.items and not self.categories

    def covers(self, item: Item) -> bool:
        """Counts as bought or spent, discountable or not; what costs nothing is not bought."""
        if not item.price:
            return False
        if item.category in self.categories or not (self.items or self.categories):
            return True
        return bool(self.items) and item.id in self.items  # hashing an id costs more than all the rest

    def discounts(self, item: Item) -> bool:
        """May become cheaper or free: never what is not discountable, nor what costs nothing."""
        return item.discountable and self.covers(item)


EVERYTHING = Scope()
