"""The item of a menu, as offers see it."""

from dataclasses import dataclass
from uuid import UUID

from models.refused import bad_input


@dataclass(frozen=True, slots=True)
class Item:
    """The item; `price` in minor units.

    If not discountable, it counts as bought and spent but keeps its price.
    """

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
        """The sort key, the same in every cart: the cheapest first."""
        return self.price, self.name, self.id


@dataclass(frozen=True, slots=True)
class Scope:
    """The items and categories that a promotion covers; with neither, everything."""

    items: frozenset[UUID] = frozenset()
    categories: frozenset[str] = frozenset()

    @property
    def is_everything(self) -> bool:
        return not self.items and not self.categories

    def covers(self, item: Item) -> bool:
        """Tell whether the item counts as bought, discountable or not; what costs nothing does not."""
        if not item.price:
            return False
        if item.category in self.categories or not (self.items or self.categories):
            return True
        return bool(self.items) and item.id in self.items  # hashing an id costs more than all the rest

    def discounts(self, item: Item) -> bool:
        """Tell whether an item may become cheaper or free: it must be covered and discountable."""
        return item.discountable and self.covers(item)


EVERYTHING = Scope()
