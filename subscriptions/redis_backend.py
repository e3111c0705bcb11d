"""The live channel over Redis: rings the other processes, and survives outages of Redis."""

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
from subscriptions.redis_outage import Outage
from subscriptions.redis_subscriptions import EVERYONE, REPLY_TIMEOUT, ChannelSubscriptions

MAX_UNSENT = 10_000

log = logging.getLogger(__name__)


class RedisBackend(BroadcastBackend):
    """Announces through one task that keeps the connection, so that announcing can neither wait nor fail."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url,
            decode_responses=True,
            protocol=2,
            retry=Retry(NoBackoff(), 0),
            socket_timeout=REPLY_TIMEOUT,
            socket_connect_timeout=REPLY_TIMEOUT,
        )
        self._connection = self._redis.connection_pool.make_connection()  # type: ignore[no-untyped-call]
        self._tasks: list[asyncio.Task[None]] = []
        self._sender_id = uuid4().hex
        self._subscriptions = ChannelSubscriptions(self._sender_id)
        self._unsent = Pending()
        self._outage = Outage()
        self._first_attempt = asyncio.Event()

    @property
    def is_connected(self) -> bool:
        return self._subscriptions.is_ready.is_set()

    async def connect(self) -> None:
        self._connection_task = asyncio.create_task(self._keep_connected(), name="live channel")
        try:
            await self._first_attempt.wait()
        except asyncio.CancelledError:
            for task in (self._connection_task, *self._tasks):
                task.cancel()
            raise

    async def disconnect(self) -> None:
        await end(self._connection_task)
        await self._close_connection()
        try:
            if self.is_connected and self._unsent:
                await self._send()
        except RedisError as failure:
            log.warning("The live channel closed before every ring was sent: %s", failure)
        finally:
            self._subscriptions.is_ready.clear()
            await self._redis.aclose()

    async def subscribe(self, group: str) -> None:
        await self._subscriptions.subscribe(group)

    async def unsubscribe(self, group: str) -> None:
        self._subscriptions.unsubscribe(group)

    async def publish(self, channel: str, message: Any) -> None:
        self._subscriptions.ring(channel)
        self._unsent.add(channel)
        if len(self._unsent) > MAX_UNSENT:
            self._unsent.clear()
            self._unsent.add(EVERYONE)

    async def next_published(self) -> Event:
        return Event(await self._subscriptions.rings.next(), "")

    async def ping(self) -> bool:
        try:
            return self.is_connected and bool(await self._redis.ping())
        except RedisError:
            return False

    async def _keep_connected(self) -> None:
        while True:
            try:
                await self._run_connection()
            except Exception as error:
                await self._close_connection()
                self._subscriptions.reset()
                self._first_attempt.set()
                await self._outage.wait(error)

    async def _run_connection(self) -> None:
        """Run until the connection breaks, and raise what broke it."""
        await self._connection.connect()
        self._subscriptions.open()
        parts = (
            self._subscriptions.receive(self._connection),
            self._subscriptions.send_changes(self._connection),
            self._publish_rings(),
        )
        self._tasks = [asyncio.create_task(part, name="live channel") for part in parts]
        finished_tasks, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        await finished_tasks.pop()

    async def _close_connection(self) -> None:
        await end(*self._tasks)
        await self._connection.disconnect(nowait=True)

    async def _publish_rings(self) -> None:
        await self._subscriptions.is_ready.wait()
        self._outage.end()
        self._first_attempt.set()
        while True:
            await self._send()

    async def _send(self) -> None:
        channels = await self._unsent.take()
        try:
            async with self._redis.pipeline(transaction=False) as pipeline:
                for channel in channels:
                    pipeline.publish(channel, self._sender_id)
                await pipeline.execute()
        except BaseException:
            self._unsent.add(*channels)  # an outage delays a ring, but loses none
            raise
