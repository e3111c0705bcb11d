"""Background jobs: one table, written in the transaction that causes the work."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from tortoise import fields

from models.storage.row import Row
from models.storage.sql import TRUE, Sql, execute, fetch, on_postgres, one_of
from models.storage.statements import insert

JOBS = "jobs"
LEASE = timedelta(minutes=5)
FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=30), timedelta(hours=1)


class Job(Row):
    """The job due at `due_at`, repeated every `every` seconds if set; `key` is unique."""

    kind = fields.CharField(max_length=40)
    key = fields.CharField(max_length=120, unique=True)
    payload: Any = fields.JSONField(default=dict)
    due_at = fields.DatetimeField()
    every = fields.IntField(null=True)
    attempts = fields.IntField(default=0)
    lease_by = fields.UUIDField(null=True)
    lease_until = fields.DatetimeField(null=True)
    last_error = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "jobs"

    @classmethod
    async def plan(
        cls,
        kind: str,
        key: str,
        due_at: datetime,
        payload: dict[str, Any] | None = None,
        every: int | None = None,
    ) -> None:
        """Plan a job unless its key is planned already; the scheduler finds it at its next look."""
        job = cls(kind=kind, key=key, due_at=due_at, payload=payload or {}, every=every)
        await execute(insert(job) + "ON CONFLICT (key) DO NOTHING")

    @classmethod
    async def lease(cls, now: datetime, most: int = 1, kinds: Sequence[str] | None = None) -> Sequence[Self]:
        """Lease due jobs; a lease that ran out, because its runner died, is free again."""
        lease = uuid4()
        of_kinds = TRUE if kinds is None else one_of("kind", kinds)
        lock = "FOR UPDATE SKIP LOCKED" if on_postgres() else ""
        rows = await fetch(
            Sql("WITH due AS (SELECT id FROM jobs WHERE due_at <= ?", now)
            + Sql("AND (lease_until IS NULL OR lease_until <= ?) AND", now)
            + of_kinds
            + Sql("ORDER BY due_at LIMIT ?", most)
            + f"{lock})"
            + Sql("UPDATE jobs SET lease_by = ?, lease_until = ?,", lease, now + LEASE)
            + "attempts = attempts + 1 FROM due WHERE jobs.id = due.id RETURNING jobs.id"
        )
        return await cls.filter(id__in=[row["id"] for row in rows]) if rows else []

    async def finish(self, now: datetime) -> bool:
        """Delete or reschedule the job; False if the lease is no longer ours."""
        if self.every is None:
            return bool(await execute(Sql("DELETE FROM jobs") + self._lease_condition()))
        again = Sql(
            "UPDATE jobs SET attempts = 0, lease_by = NULL, lease_until = NULL, last_error = NULL, due_at = ?"
        )
        due_at = now + timedelta(seconds=self.every)
        return bool(await execute(Sql(again.text, due_at) + self._lease_condition()))

    async def fail(self, error: str, now: datetime) -> bool:
        """Release the job for a retry; the delay doubles from 30 seconds up to one hour."""
        wait = min(FIRST_RETRY * 2 ** min(self.attempts - 1, 10), LONGEST_RETRY)
        update = Sql(
            "UPDATE jobs SET lease_by = NULL, lease_until = NULL, last_error = ?, due_at = ?",
            error[:500],
            now + wait,
        )
        return bool(await execute(update + self._lease_condition()))

    async def put_off(self, until: datetime) -> bool:
        """Release the job until this moment, with its attempts reset."""
        update = Sql("UPDATE jobs SET attempts = 0, lease_by = NULL, lease_until = NULL, due_at = ?", until)
        return bool(await execute(update + self._lease_condition()))

    def _lease_condition(self) -> Sql:
        return Sql("WHERE id = ? AND lease_by = ?", self.id, self.lease_by)
