"""An item of the menu, as an offer sees it."""

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
