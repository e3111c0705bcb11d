"""The base of every table."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import uuid4

from tortoise import fields
from tortoise.models import Model


class Row(Model):
    """A row with a random id and its time of creation."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Self:
        """Build a row that was read, from its values by column as the database gives them."""
        return cls._init_from_db(**values)
