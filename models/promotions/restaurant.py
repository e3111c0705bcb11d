"""The restaurant: a business with a menu, tables and offers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tortoise import fields

from models.people.business import Business
from models.people.user import User
from models.promotions.pricing.session_offers import Stacking
from models.promotions.restaurant_rules import check_settings
from models.storage.sql import Sql, fetch


class Restaurant(Business):
    """The restaurant of one owner.

    `tax_rates` are [name, hundredths of a percent]; `region` is the default country of guests' phone numbers.
    """

    builder: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "offers.User", related_name="restaurants"
    )
    builder_id: UUID
    name = fields.CharField(max_length=120)
    time_zone = fields.CharField(max_length=64, default="UTC")
    region = fields.CharField(max_length=2, default="IN")
    currency = fields.CharField(max_length=3, default="INR")
    tax_rates: Any = fields.JSONField(default=list)
    stacking = fields.CharEnumField(Stacking, max_length=10, default=Stacking.SINGLE)
    auto_best = fields.BooleanField(default=True)
    news_seq = fields.IntField(default=0)
    updated_at = fields.DatetimeField(auto_now=True)

    noun = "restaurant"

    class Meta:
        table = "restaurants"

    @classmethod
    def check(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        return check_settings(settings)

    async def has_prices(self) -> bool:
        items = Sql("SELECT 1 FROM menu_items WHERE restaurant_id = ?", self.id)
        promotions = Sql("UNION ALL SELECT 1 FROM promotion_terms WHERE restaurant_id = ? LIMIT 1", self.id)
        return bool(await fetch(items + promotions))


def orders_channel(restaurant_id: UUID) -> str:
    return f"orders:{restaurant_id}"
