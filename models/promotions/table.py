"""A table, known to guests by the code on it."""

import re
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.exceptions import IntegrityError

from models.checks import clean_line, typed
from models.people.viewer import Viewer
from models.promotions.restaurant import Restaurant
from models.refused import Code, Refused, bad_input, not_found
from models.storage.doorbells import ring
from models.storage.row import Row

MOST_TABLES = 500
CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{1,39}")


class DiningTable(Row):
    """No two tables anywhere have one code, whatever its letter case."""

    restaurant: fields.ForeignKeyRelation[Restaurant] = fields.ForeignKeyField(
        "offers.Restaurant", related_name="tables"
    )
    restaurant_id: UUID
    code = fields.CharField(max_length=40, unique=True)
    label = fields.CharField(max_length=80)

    class Meta:
        table = "dining_tables"

    @classmethod
    async def add(cls, restaurant: Restaurant, code: str, label: str) -> Self:
        if await cls.filter(restaurant_id=restaurant.id).count() >= MOST_TABLES:
            raise bad_input(f"A restaurant cannot have more than {MOST_TABLES} tables.", "restaurantId")
        table = cls(restaurant_id=restaurant.id)
        await table._put(code, label, is_new=True)
        return table

    @classmethod
    async def run_by(cls, viewer: Viewer, table_id: UUID) -> Self:
        """For whoever runs its restaurant."""
        found = await cls.get_or_none(id=table_id)
        if found is None:
            raise not_found("table", "id")
        await Restaurant.run_by(viewer, found.restaurant_id, "id")
        return found

    async def change(self, code: str, label: str) -> None:
        """Whoever knows the code before only is at no table from now on; the session stays open."""
        await self._put(code, label, is_new=False)
        ring(table_channel(self.id))

    async def _put(self, code: str, label: str, is_new: bool) -> None:
        self.code, self.label = known_code(code, "code"), clean_line(label, "label", 80)
        try:
            await self.save(force_create=is_new)
        except IntegrityError:
            raise Refused(Code.CONFLICT, "Another table already has this code.", "code") from None

    @classmethod
    async def by_code(cls, code: str, field: str = "tableCode") -> Self:
        """The table with its restaurant, for whoever sits at it."""
        kept = plain_code(code)
        known = cls.filter(code=kept).select_related("restaurant")
        found = await known.first() if CODE.fullmatch(kept) else None
        if found is None:
            raise not_found("table", field)
        return found


def table_channel(table_id: UUID) -> str:
    return f"table:{table_id}"


def plain_code(code: str) -> str:
    return typed(code).upper()


def known_code(code: str, field: str) -> str:
    """As codes are kept: trimmed and in capitals."""
    kept = plain_code(code)
    if CODE.fullmatch(kept) is None:
        raise bad_input("A code must have 2 to 40 letters (A to Z), digits, hyphens and underscores.", field)
    return kept
