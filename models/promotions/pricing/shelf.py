"""The shelf: a menu indexed so that a scope finds its items without scanning all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from models.promotions.pricing.item import Item, Scope


@dataclass(frozen=True, slots=True)
class Shelf:
    """The items, cheapest first in every list."""

    items: Sequence[Item]
    by_id: Mapping[UUID, Item]
    by_category: Mapping[str, Sequence[Item]]

    def covered(self, scope: Scope) -> Sequence[Item]:
        if scope.is_everything:
            return self.items
        if not scope.items and len(scope.categories) == 1:
            return self.by_category.get(next(iter(scope.categories)), ())
        found = {id_: self.by_id[id_] for id_ in scope.items if id_ in self.by_id}
        for category in scope.categories:
            found |= {item.id: item for item in self.by_category.get(category, ())}
        return sorted(found.values(), key=lambda item: item.rank)

    def discounted(self, scope: Scope) -> list[Item]:
        return [item for item in self.covered(scope) if item.discountable]


def laid_out(*items: Iterable[Item]) -> Shelf:
    """Index the items that have a price: what costs nothing is neither bought nor given."""
    by_id = {item.id: item for each in items for item in each if item.price}
    ranked = sorted(by_id.values(), key=lambda item: item.rank)
    by_category: defaultdict[str, list[Item]] = defaultdict(list)
    for item in ranked:
        by_category[item.category].append(item)
    return Shelf(ranked, by_id, by_category)


EMPTY = laid_out()
