"""The base of every table."""

from uuid import uuid4

from tortoise import fields
from tortoise.models import Model


class Row(Model):
    """A row with a random id and its time of creation."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        abstract = True
