"""An item of the menu, as an offer sees it, and which items an offer speaks of."""

from dataclasses import dataclass
from uuid import UUID

from models.refused import bad_input


@dataclass(frozen=True, slots=True)
class Item:
    """`price` in minor units. What is not discountable counts as bought and spent, and never gets cheaper."""

    id: UUID
    name: str
    category: str
    price: int
    discountable: bool = True

    def __post_init__(self) -> None:
        if self.price < 0:
            raise bad_input("A price cannot be negative.", "price")

    @property
    def rank(self) -> tuple[int, str, UUID]:
        """The cheapest first; the same in every cart."""
        return self.price, self.name, self.id


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
