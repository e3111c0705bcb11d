"""Shops with appointments to fill, and their settings for asking customers."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tortoise import fields

from models.people.business import Business
from models.people.user import User
from models.slots.shop_rules import clean_settings
from models.storage.sql import Sql, fetch, on_postgres


class Shop(Business):
    """The shop of a builder. Quiet hours are minutes after local midnight; `sender` is its own number."""

    builder: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("offers.User", related_name="shops")
    builder_id: UUID
    name = fields.CharField(max_length=120)
    time_zone = fields.CharField(max_length=64, default="UTC")
    region = fields.CharField(max_length=2, default="IN")
    offer_minutes = fields.IntField(default=15)
    cut_off_minutes = fields.IntField(default=30)
    quiet_from = fields.IntField(default=21 * 60)
    quiet_until = fields.IntField(default=8 * 60)
    cooldown_hours = fields.IntField(default=24)
    currency = fields.CharField(max_length=3, default="INR")
    deposit: int | None = fields.BigIntField(null=True)
    deposit_minutes = fields.IntField(default=60)
    deposit_url = fields.CharField(max_length=300, default="")
    sender = fields.CharField(max_length=34, null=True)
    updated_at = fields.DatetimeField(auto_now=True)

    noun = "shop"

    class Meta:
        table = "shops"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def time_to_answer(self) -> timedelta:
        return timedelta(minutes=self.offer_minutes)

    @property
    def time_to_send(self) -> timedelta:
        """The time after which an unsent text counts as failed, and the next customer is asked."""
        return 2 * self.time_to_answer

    @classmethod
    def check(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        return clean_settings(settings)

    async def has_prices(self) -> bool:
        amounts = Sql(
            "SELECT 1 FROM appointments WHERE shop_id = ? AND (price IS NOT NULL OR deposit IS NOT NULL)",
            self.id,
        ) + Sql("UNION ALL SELECT 1 FROM slot_terms WHERE shop_id = ? AND price IS NOT NULL LIMIT 1", self.id)
        return bool(await fetch(amounts))

    @classmethod
    async def lock_bookings(cls, shop_id: UUID) -> None:
        """Lock the shop until the transaction ends, so that concurrent bookings cannot deadlock."""
        if on_postgres():
            await fetch(Sql("SELECT 1 FROM shops WHERE id = ? FOR NO KEY UPDATE", shop_id))
