"""The details of an answer to a split: the signature, or the shares wanted instead."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC
from uuid import UUID

import orjson
from tortoise import fields
from tortoise.models import Model

from models.sharing.response import Response
from models.splits.shares import Shares


class SplitAnswer(Model):
    """The details of one response. `agreement_hash` identifies the sheet that the participant saw."""

    response: fields.OneToOneRelation[Response] = fields.OneToOneField(
        "offers.Response", related_name="split_answer", primary_key=True
    )
    response_id: UUID
    participant_id = fields.UUIDField()
    agreement_hash = fields.CharField(max_length=64)
    signer_name = fields.CharField(max_length=120)
    signature = fields.CharField(max_length=120, null=True)
    drawn = fields.TextField(null=True)
    address = fields.CharField(max_length=64)
    user_agent = fields.CharField(max_length=200)
    counter_master = fields.IntField(null=True)
    counter_publishing = fields.IntField(null=True)

    class Meta:
        table = "split_answers"

    @property
    def counter(self) -> Shares | None:
        if self.counter_master is None or self.counter_publishing is None:
            return None
        return Shares(self.counter_master, self.counter_publishing)

    def hash_with(self, response: Response) -> str:
        """Hash the whole answer with its author, time and origin; the log holds only the hash."""
        content = {
            "address": self.address,
            "agreement": self.agreement_hash,
            "at": response.created_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "comment": response.comment,
            "counter": [self.counter_master, self.counter_publishing],
            "decision": response.decision.value,
            "drawn": self.drawn and hashlib.sha256(self.drawn.encode()).hexdigest(),
            "name": self.signer_name,
            "participant": str(self.participant_id),
            "signature": self.signature,
            "user_agent": self.user_agent,
            "version": response.version,
        }
        return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def answers_to(response_ids: Sequence[UUID]) -> Mapping[UUID, SplitAnswer]:
    """Map response ids to answers; responses to other kinds have none."""
    answers = await SplitAnswer.filter(response_id__in=response_ids) if response_ids else []
    return {answer.response_id: answer for answer in answers}
