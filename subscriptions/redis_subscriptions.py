"""The channels that this process subscribes to, and which of them Redis has confirmed."""

import asyncio

from redis.asyncio import Connection

from subscriptions.pending import Pending

EVERYONE = "proffer:everyone"  # a ring on this channel rings every listener
REPLY_TIMEOUT = 0.5  # seconds within which Redis must answer
PING_AFTER = 5.0  # seconds of silence after which Redis is asked whether it is still there


class ChannelSubscriptions:
    """Keeps Redis subscribed to what this process listens to.

    Only `send_changes` writes to the connection, one request per channel at a time, so that joining and
    leaving a channel can neither overtake each other nor be interrupted halfway by a cancellation.
    """

    def __init__(self, sender_id: str) -> None:
        self.rings = Pending()
        self.is_ready = asyncio.Event()
        self._sender_id = sender_id
        # The event is set once nobody needs to wait: Redis has confirmed, or is known to be unreachable.
        self._confirmations: dict[str, asyncio.Event] = {EVERYONE: asyncio.Event()}
        self._active: set[str] = set()
        self._in_flight: set[str] = set()
        self._changes = Pending()
        self._is_open = False

    async def subscribe(self, channel: str) -> None:
        """Wait until Redis has confirmed the channel, or REPLY_TIMEOUT has passed."""
        if channel not in self._confirmations:
            self._confirmations[channel] = asyncio.Event()
            self._change(channel)
            if not self.is_ready.is_set():
                self._confirmations[channel].set()
        confirmation = self._confirmations[channel]
        try:
            async with asyncio.timeout(REPLY_TIMEOUT):
                await confirmation.wait()
        except TimeoutError:
            confirmation.set()  # the listener goes ahead; the late confirmation will ring it

    def unsubscribe(self, channel: str) -> None:
        self._confirmations.pop(channel, None)
        self._change(channel)

    def ring(self, channel: str) -> None:
        if channel == EVERYONE:
            self.rings.add(*self._confirmations)
        elif channel in self._confirmations:
            self.rings.add(channel)

    def open(self) -> None:
        """Subscribe to every wanted channel on a new connection."""
        self._is_open = True
        self._change(*self._confirmations)

    def reset(self) -> None:
        """Forget the lost connection, and ring every listener so that it starts to poll."""
        if self.is_ready.is_set():
            self.ring(EVERYONE)
        self.is_ready.clear()
        self._is_open = False
        for state in (self._active, self._in_flight, self._changes):
            state.clear()
        for confirmation in self._confirmations.values():
            confirmation.set()

    async def send_changes(self, connection: Connection) -> None:
        while True:
            # A channel whose request is in flight comes back here with its reply.
            channels = set(await self._changes.take()) - self._in_flight
            current = {channel for channel in channels if channel in self._confirmations}
            for channel in current & self._active:
                self._confirm(channel)
            await self._send(connection, "SUBSCRIBE", current - self._active)
            await self._send(connection, "UNSUBSCRIBE", (channels - current) & self._active)

    async def receive(self, connection: Connection) -> None:
        while True:
            reply = await connection.read_response(timeout=PING_AFTER)
            if reply is None:
                await connection.send_command("PING")
                reply = await connection.read_response()
            self._apply(*reply)

    def _change(self, *channels: str) -> None:
        if self._is_open:  # a new connection asks for every wanted channel anyway
            self._changes.add(*channels)

    async def _send(self, connection: Connection, command: str, channels: set[str]) -> None:
        if channels:
            self._in_flight |= channels
            await connection.send_command(command, *channels)

    def _apply(self, kind: str, channel: str, body: object = None) -> None:
        if kind == "message" and body != self._sender_id:
            self.ring(channel)
        elif kind in ("subscribe", "unsubscribe"):
            (self._active.add if kind == "subscribe" else self._active.discard)(channel)
            self._in_flight.discard(channel)
            self._changes.add(channel)

    def _confirm(self, channel: str) -> None:
        confirmation = self._confirmations[channel]
        if confirmation.is_set():
            self.rings.add(channel)  # its listener went ahead without Redis: something may be missing
        confirmation.set()
        if channel == EVERYONE:
            self.is_ready.set()
