"""The participants who were invited to a split, and the versions that were sent to them."""

from datetime import datetime
from uuid import UUID

from tortoise import fields

from models.sharing.share import Share
from models.storage.row import Row


class SplitParticipant(Row):
    """The invited participant with the current invitation; the terms hold the shares under the same id."""

    offer: fields.ForeignKeyRelation[Row] = fields.ForeignKeyField(
        "offers.Offer", related_name="split_participants"
    )
    offer_id: UUID
    email = fields.CharField(max_length=254)
    share: fields.OneToOneRelation[Share] = fields.OneToOneField(
        "offers.Share", related_name="split_participant"
    )
    share_id: UUID
    reminded_at: datetime | None = fields.DatetimeField(null=True)
    warned_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "split_participants"
        unique_together = (("offer", "email"),)


class SplitVersion(Row):
    """The sheet of one round, word for word as it is signed."""

    offer: fields.ForeignKeyRelation[Row] = fields.ForeignKeyField(
        "offers.Offer", related_name="split_versions"
    )
    offer_id: UUID
    version = fields.IntField()
    round = fields.IntField()
    note = fields.TextField(default="")
    content = fields.TextField()
    hash = fields.CharField(max_length=64)

    class Meta:
        table = "split_versions"
        unique_together = (("offer", "version"),)
