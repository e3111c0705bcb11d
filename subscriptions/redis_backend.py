"""The live channel over Redis: rings the other processes, and lives through Redis's outages."""

import asyncio
import logging
from typing import Any
from uuid import uuid4

from broadcaster import BroadcastBackend, Event
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from subscriptions.ending import end
from subscriptions.pending import Pending
from subscriptions.redis_ears import EVERYONE, PATIENCE, Ears
from subscriptions.redis_outage import Outage

MOST_UNSENT = 10_000

log = logging.getLogger(__name__)


class RedisBackend(BroadcastBackend):
    """One task keeps the connection; announcing leaves a note for it, so it cannot wait or fail."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url,
            decode_responses=True,
            protocol=2,
            retry=Retry(NoBackoff(), 0),
            socket_timeout=PATIENCE,
            socket_connect_timeout=PATIENCE,
        )
        self._connection = self._redis.connection_pool.make_connection()  # type: ignore[no-untyped-call]
        self._conversation: list[asyncio.Task[None]] = []
        self._voice = uuid4().hex
        self._ears = Ears(self._voice)
        self._unsent = Pending()
        self._outage = Outage()
        self._tried = asyncio.Event()

    @property
    def connected(self) -> bool:
        return self._ears.hearing.is_set()

    async def connect(self) -> None:
        self._keeper = asyncio.create_task(self._keep_connected(), name="live channel")
        try:
            await self._tried.wait()
        except asyncio.CancelledError:
            for task in (self._keeper, *self._conversation):
                task.cancel()
            raise

    async def disconnect(self) -> None:
        await end(self._keeper)
        await self._hang_up()
        try:
            if self.connected and self._unsent:
                await self._send()
        except RedisError as failure:
            log.warning("The live channel closed with rings unsent: %s", failure)
        finally:
            self._ears.hearing.clear()
            await self._redis.aclose()

    async def subscribe(self, group: str) -> None:
        await self._ears.want(group)

    async def unsubscribe(self, group: str) -> None:
        self._ears.forget(group)

    async def publish(self, channel: str, message: Any) -> None:
        self._ears.ring(channel)
        self._unsent.add(channel)
        if len(self._unsent) > MOST_UNSENT:
            self._unsent.clear()
            self._unsent.add(EVERYONE)

    async def next_published(self) -> Event:
        return Event(await self._ears.rung.next(), "")

    async def ping(self) -> bool:
        try:
            return self.connected and bool(await self._redis.ping())
        except RedisError:
            return False

    async def _keep_connected(self) -> None:
        while True:
            try:
                await self._converse()
            except Exception as lost:
                await self._hang_up()
                self._ears.deafen()
                self._tried.set()
                await self._outage.sit_out(lost)

    async def _converse(self) -> None:
        """Lasts as long as the connection, and raises what broke it."""
        await self._connection.connect()
        self._ears.open()
        parts = (self._ears.hear(self._connection), self._ears.ask(self._connection), self._speak())
        self._conversation = [asyncio.create_task(part, name="live channel") for part in parts]
        ended, _ = await asyncio.wait(self._conversation, return_when=asyncio.FIRST_COMPLETED)
        await ended.pop()

    async def _hang_up(self) -> None:
        await end(*self._conversation)
        await self._connection.disconnect(nowait=True)

    async def _speak(self) -> None:
        await self._ears.hearing.wait()
        self._outage.over()
        self._tried.set()
        while True:
            await self._send()

    async def _send(self) -> None:
        channels = await self._unsent.take()
        try:
            async with self._redis.pipeline(transaction=False) as pipeline:
                for channel in channels:
                    pipeline.publish(channel, self._voice)
                await pipeline.execute()
        except BaseException:
            self._unsent.add(*channels)  # an outage delays a ring, it does not swallow it
            raise
