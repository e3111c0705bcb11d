"""The response to a share, with the offer as its recipient saw it."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from tortoise import fields

from models.offers.offer import OWN_FIELDS, Offer
from models.offers.records import OfferRow
from models.offers.settling import Decision
from models.offers.terms import values_of
from models.people.user import User
from models.sharing.share import Share
from models.storage.chain import Answers, Part
from models.storage.doorbells import ring
from models.storage.row import Row
from models.storage.sql import Sql
from models.storage.statements import insert_from


class Response(Row):
    """The only response to a share.

    `seq` numbers the responses to one author without gaps; `seen` is the offer with its terms as answered.
    """

    share: fields.OneToOneRelation[Share] = fields.OneToOneField("offers.Share", related_name="response")
    share_id: UUID
    offer: fields.ForeignKeyRelation[Offer] = fields.ForeignKeyField("offers.Offer", related_name="responses")
    offer_id: UUID
    author: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("offers.User", related_name="answers")
    author_id: UUID
    seq = fields.BigIntField()
    decision = fields.CharEnumField(Decision, max_length=10)
    comment = fields.TextField(default="")
    version = fields.IntField()
    seen: Any = fields.JSONField()

    class Meta:
        table = "responses"
        unique_together = (("author", "seq"),)

    @classmethod
    def to(cls, offer: OfferRow, share_id: UUID, decision: Decision, comment: str, now: datetime) -> Self:
        """Build the response to the offer, with a copy of what its recipient saw."""
        return cls(
            share_id=share_id,
            offer_id=offer.id,
            author_id=offer.author.id,
            seq=0,
            decision=decision,
            comment=comment,
            version=offer.version,
            seen=seen_of(offer),
            created_at=now,
        )

    def parts(self) -> tuple[Part, ...]:
        """Build the parts of a chain that save it under the author's next number.

        A unique key allows only one response per share.
        """
        ring(response_channel(self.author_id))
        number = Part("number", _next(self.author_id), ("seq",), is_answer=True)
        return (number, Part("response", insert_from(self, "number", "seq"), source="number"))

    def take_number(self, answers: Answers) -> None:
        """Take the number under which it was saved."""
        self.seq = int(answers["number"][0])


def seen_of(offer: OfferRow) -> dict[str, dict[str, Any]]:
    """Return the columns that the recipient sees: of the offer itself, and of its terms."""
    offer_values = {column: getattr(offer, column) for column in OWN_FIELDS}
    return {"offer": offer_values, "terms": values_of(offer.terms)}


def response_channel(author_id: UUID) -> str:
    return f"responses:{author_id}"


def _next(author_id: UUID) -> Sql:
    """Take the next number; the counter's row lock keeps later numbers from becoming visible first."""
    first = Sql("INSERT INTO response_counters (user_id, seq) VALUES (?, 1)", author_id)
    return first + "ON CONFLICT (user_id) DO UPDATE SET seq = response_counters.seq + 1 RETURNING seq"
