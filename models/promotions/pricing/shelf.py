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

    def items_in(self, scope: Scope) -> Sequence[Item]:
        if scope.is_everything:
            return self.items
        if not scope.items and len(scope.categories) == 1:
            return self.by_category.get(next(iter(scope.categories)), ())
        by_id = {id_: self.by_id[id_] for id_ in scope.items if id_ in self.by_id}
        for category in scope.categories:
            by_id |= {item.id: item for item in self.by_category.get(category, ())}
        return sorted(by_id.values(), key=lambda item: item.rank)

    def discountable_items(self, scope: Scope) -> list[Item]:
        return [item for item in self.items_in(scope) if item.discountable]


def build_shelf(*items: Iterable[Item]) -> Shelf:
    """Index the items that have a price: what costs nothing is neither bought nor given."""
    by_id = {item.id: item for group in items for item in group if item.price}
    by_rank = sorted(by_id.values(), key=lambda item: item.rank)
    by_category: defaultdict[str, list[Item]] = defaultdict(list)
    for item in by_rank:
        by_category[item.category].append(item)
    return Shelf(by_rank, by_id, by_category)


EMPTY = build_shelf()
