"""The delay before the next try of a password: each failure doubles it, and only a try that fails counts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Self

from tortoise import fields

from models.clock import now
from models.people.doubling import Doubling
from models.refused import Refused, too_many_attempts
from models.storage.row import Row
from models.storage.sql import Sql, execute

LONGEST_CHECK = timedelta(seconds=5)
LOOK_AGAIN = 0.03


class PasswordDelay(Row):
    """The failures under one name, of which only a hash is stored.

    A try is counted before its password is checked and taken off if the password is right, so that concurrent
    tries cannot exceed the delay. `turn` grows with each change; `held_until` is set while a try is checked.
    """

    key_hash = fields.CharField(max_length=64, unique=True)
    turn = fields.IntField(default=0)
    failures = fields.IntField(default=0)
    open_at = fields.DatetimeField()
    forget_at = fields.DatetimeField()
    held_until = fields.DatetimeField(null=True)

    class Meta:
        table = "password_delays"

    @classmethod
    @asynccontextmanager
    async def one_try(cls, key_hash: str, doubling: Doubling) -> AsyncIterator[None]:
        """Run the block as one try; refuse it before it begins with the seconds to wait if it comes early."""
        row = await cls._hold(key_hash, doubling)
        try:
            yield
        except Refused:
            await row._write(held_until=None)
            raise
        await row._take_off()

    @classmethod
    async def _hold(cls, key_hash: str, doubling: Doubling) -> Self:
        """Return the row with this try counted; wait while another try is checked."""
        while True:
            row, moment = await cls.get_or_none(key_hash=key_hash), now()
            if row is None:
                await cls._add(key_hash, moment)
            elif row.held_until and row.held_until > moment:
                await asyncio.sleep(LOOK_AGAIN)
            elif row.open_at > moment:
                raise too_many_attempts((row.open_at - moment).total_seconds())
            elif await row._count(doubling, moment):
                return row

    @classmethod
    async def _add(cls, key_hash: str, moment: datetime) -> None:
        row = cls(key_hash=key_hash, open_at=moment, forget_at=moment)
        await cls.bulk_create([row], on_conflict=["key_hash"], ignore_conflicts=True)

    async def _count(self, doubling: Doubling, moment: datetime) -> bool:
        """Count a failure; return False if another try has changed the row first."""
        failures = 1 if self.forget_at <= moment else self.failures + 1
        return await self._write(
            failures=failures,
            open_at=moment + doubling.after(failures),
            forget_at=moment + doubling.memory(failures),
            held_until=moment + LONGEST_CHECK,
        )

    async def _take_off(self) -> None:
        """Take this try off; without failures no row is left, so that its owner's sign-in leaves no trace."""
        if self.failures > 1:
            await self._write(failures=self.failures - 1, open_at=now(), held_until=None)
        else:
            await type(self).filter(id=self.id, turn=self.turn).delete()

    async def _write(self, **columns: int | datetime | None) -> bool:
        columns["turn"] = self.turn + 1
        changed = await type(self).filter(id=self.id, turn=self.turn).update(**columns)
        self.update_from_dict(columns)
        return changed == 1


async def forget_old_delays(now: datetime) -> int:
    return await execute(Sql("DELETE FROM password_delays WHERE forget_at <= ?", now))
