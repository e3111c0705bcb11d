"""Idempotency keys: a request repeated with the same key gets the stored answer."""

from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from tortoise import fields
from tortoise.context import require_context
from tortoise.models import Model

from models.refused import Code, Refused, bad_input
from models.storage.row import Row
from models.storage.sql import Sql, execute, fetch

T = TypeVar("T")
Outcome = dict[str, str | int | bool | None]
KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """The mutation with a key: its caller, the key, and a hash of the request."""

    caller: str
    key: str
    fingerprint: str


keyed_request: ContextVar[KeyedRequest | None] = ContextVar("keyed_request", default=None)


class IdempotencyKey(Row):
    """The record of a mutation carried out with a key: a hash of the request, and its outcome."""

    caller = fields.CharField(max_length=80)
    key = fields.CharField(max_length=120)
    fingerprint = fields.CharField(max_length=64)
    outcome: Any = fields.JSONField(null=True)

    class Meta:
        table = "idempotency_keys"
        unique_together = (("caller", "key"),)

    @classmethod
    async def claim(cls, request: KeyedRequest, now: datetime) -> Self | None:
        """Claim the key; return the stored row if the mutation was done before, else None."""
        if not (8 <= len(request.key) <= 120 and request.key.isascii() and request.key.isprintable()):
            raise bad_input(
                "An idempotency key must have 8 to 120 printable ASCII characters.", "idempotencyKey"
            )
        fresh = cls(caller=request.caller, key=request.key, fingerprint=request.fingerprint, created_at=now)
        if await fetch(fresh._insert()):
            return None
        row = await cls.get(caller=request.caller, key=request.key)
        if row.fingerprint != request.fingerprint:
            sentence = "This idempotency key was already used for something else."
            raise Refused(Code.IDEMPOTENCY_MISMATCH, sentence, "idempotencyKey")
        return row

    def _insert(self) -> Sql:
        """Build the insert, which waits for a transaction with the same key and then adds nothing."""
        return (
            "INSERT INTO idempotency_keys (id, caller, key, fingerprint, created_at)"
            + Sql("VALUES (?, ?, ?, ?, ?)", self.id, self.caller, self.key, self.fingerprint, self.created_at)
            + "ON CONFLICT (caller, key) DO NOTHING RETURNING id"
        )


async def once(work: Callable[[], Awaitable[T]], now: datetime) -> T:
    """Do the work, or return its stored outcome if the request repeats a key."""
    request = keyed_request.get()
    if request is None:
        return await work()
    if row := await IdempotencyKey.claim(request, now):
        return cast("T", await from_json(row.outcome))
    outcome = await work()
    await IdempotencyKey.filter(caller=request.caller, key=request.key).update(outcome=to_json(outcome))
    return outcome


async def is_repeated() -> bool:
    """Tell whether the request has a key with which a mutation was carried out before."""
    request = keyed_request.get()
    return request is not None and await IdempotencyKey.exists(caller=request.caller, key=request.key)


def to_json(outcome: object) -> Outcome:
    """Convert an outcome to JSON: rows by table and id, plain values as they are."""
    if isinstance(outcome, Model):
        return {"row": type(outcome).__name__, "id": str(outcome.pk)}
    if isinstance(outcome, UUID):
        return {"id": str(outcome)}
    if outcome is None or isinstance(outcome, bool | int | str):
        return {"value": outcome}
    raise TypeError(f"{type(outcome).__name__} cannot be kept as an idempotent answer")


async def from_json(outcome: Mapping[str, Any]) -> object:
    if "row" in outcome:
        table = require_context().get_model("offers", outcome["row"])
        return await table.get(id=UUID(outcome["id"]))
    return UUID(outcome["id"]) if "id" in outcome else outcome["value"]


async def forget_old_keys(now: datetime) -> int:
    return await execute(Sql("DELETE FROM idempotency_keys WHERE created_at <= ?", now - KEPT_FOR))
