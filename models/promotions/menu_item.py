"""The items that a restaurant sells."""

from collections.abc import Mapping, Sequence
from typing import Any, Self
from uuid import UUID

from tortoise import fields

from models.checks import clean_line
from models.money import LARGEST
from models.people.access import Access, require
from models.promotions.pricing.item import Item
from models.promotions.restaurant import Restaurant
from models.refused import bad_input
from models.storage.row import Row

LARGEST_PRICE, MOST_ITEMS = LARGEST // 10**6, 1000


class MenuItem(Row):
    """The item on a menu; `price` in minor units of the restaurant's currency.

    Only active items can be ordered.
    """

    restaurant: fields.ForeignKeyRelation[Restaurant] = fields.ForeignKeyField(
        "offers.Restaurant", related_name="menu"
    )
    restaurant_id: UUID
    name = fields.CharField(max_length=120)
    category = fields.CharField(max_length=80, default="")
    price = fields.BigIntField()
    is_discountable = fields.BooleanField(default=True)
    is_active = fields.BooleanField(default=True)

    class Meta:
        table = "menu_items"

    @property
    def item(self) -> Item:
        return Item(self.id, self.name, self.category, self.price, self.is_discountable)

    @classmethod
    async def put(cls, restaurant: Restaurant, item_id: UUID | None, details: Mapping[str, Any]) -> Self:
        """Add an item or change one of this restaurant's; orders placed before keep their prices."""
        item = cls(restaurant_id=restaurant.id)
        if item_id is not None:
            access = Access(None, "menu item", item_id, "MenuItem.put", "id")
            item = await require(cls.get_or_none(id=item_id, restaurant_id=restaurant.id), None, access)
        elif await cls.filter(restaurant_id=restaurant.id).count() >= MOST_ITEMS:
            raise bad_input(f"A menu cannot have more than {MOST_ITEMS} items.", "restaurantId")
        item.update_from_dict(_check_item(details))
        await item.save(force_create=item_id is None)
        return item

    @classmethod
    async def menu_of(cls, restaurant_id: UUID) -> Sequence[Self]:
        """Return the items that can be ordered."""
        return await cls.filter(restaurant_id=restaurant_id, is_active=True).order_by(
            "category", "name", "id"
        )


def _check_item(details: Mapping[str, Any]) -> dict[str, Any]:
    if not 0 <= details["price"] <= LARGEST_PRICE:
        raise bad_input(f"A price must be between 0 and {LARGEST_PRICE} minor units.", "input.price")
    name = clean_line(details["name"], "input.name", 120)
    return {
        **details,
        "name": name,
        "category": clean_line(details["category"], "input.category", 80, shortest=0),
    }
