"""The table, which guests know by the code on it."""

import re
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.exceptions import IntegrityError

from models.checks import clean_line, narrow_code
from models.people.access import Access, require
from models.people.viewer import Viewer
from models.promotions.restaurant import Restaurant
from models.refused import Code, Refused, bad_input
from models.storage.doorbells import ring
from models.storage.row import Row

MOST_TABLES = 500
CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{1,39}")


class DiningTable(Row):
    """The table of a restaurant; its code is unique across all restaurants, whatever the letter case."""

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
        """Return a table to a viewer who runs its restaurant."""
        access = Access(viewer, "table", table_id, "DiningTable.run_by", "id")
        table = await require(cls.get_or_none(id=table_id), None, access)
        await Restaurant.run_by(viewer, table.restaurant_id, "id")
        return table

    async def change(self, code: str, label: str) -> None:
        """Change code and label; the old code stops working immediately, an open session stays open."""
        await self._put(code, label, is_new=False)
        ring(table_channel(self.id))

    async def _put(self, code: str, label: str, is_new: bool) -> None:
        self.code, self.label = check_code(code, "code"), clean_line(label, "label", 80)
        try:
            await self.save(force_create=is_new)
        except IntegrityError:
            raise Refused(Code.CONFLICT, "Another table already has this code.", "code") from None

    @classmethod
    async def by_code(cls, code: str, field: str = "tableCode") -> Self:
        """Return the table with its restaurant; refuses an unknown code with NOT_FOUND."""
        stored_code = normalize_code(code)
        access = Access(None, "table", None, "DiningTable.by_code", field)
        if not CODE.fullmatch(stored_code):
            raise access.deny(exists=False)
        return await require(cls.filter(code=stored_code).select_related("restaurant").first(), None, access)


def table_channel(table_id: UUID) -> str:
    return f"table:{table_id}"


def normalize_code(code: str) -> str:
    return narrow_code(code).upper()


def check_code(code: str, field: str) -> str:
    """Validate a code and return it as stored: trimmed and in capitals."""
    stored_code = normalize_code(code)
    if CODE.fullmatch(stored_code) is None:
        raise bad_input("A code must have 2 to 40 letters (A to Z), digits, hyphens and underscores.", field)
    return stored_code
