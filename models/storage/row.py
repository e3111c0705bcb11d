"""What every table has in common."""

from uuid import uuid4

from tortoise import fields
from tortoise.models import Model


class Row(Model):
    """A row with an id that cannot be guessed and the moment it was made."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        abstract = True
