"""Which channels this process wants to hear, and which of them Redis has confirmed."""

import asyncio

from redis.asyncio import Connection

from subscriptions.pending import Pending

EVERYONE = "proffer:everyone"  # a ring here is a ring on every channel
PATIENCE = 0.5  # seconds that Redis is given to answer anything
QUIET = 5.0  # seconds of silence after which Redis is asked whether it is still there


class Ears:
    """Only `ask` writes to the connection what changed, one question per channel at a time.

    So joining and leaving a channel can neither overtake each other nor be torn by a cancellation.
    """

    def __init__(self, own_voice: str) -> None:
        self.rung = Pending()
        self.hearing = asyncio.Event()
        self._own_voice = own_voice
        # The event is set once nobody needs to wait any more: confirmed, or known to be out of reach.
        self._wanted: dict[str, asyncio.Event] = {EVERYONE: asyncio.Event()}
        self._heard: set[str] = set()
        self._asked: set[str] = set()
        self._changed = Pending()
        self._open = False

    async def want(self, channel: str) -> None:
        if channel not in self._wanted:
            self._wanted[channel] = asyncio.Event()
            self._change(channel)
            if not self.hearing.is_set():
                self._wanted[channel].set()
        settled = self._wanted[channel]
        try:
            async with asyncio.timeout(PATIENCE):
                await settled.wait()
        except TimeoutError:
            settled.set()  # the listener goes ahead; the late confirmation will ring it

    def forget(self, channel: str) -> None:
        self._wanted.pop(channel, None)
        self._change(channel)

    def ring(self, channel: str) -> None:
        if channel == EVERYONE:
            self.rung.add(*self._wanted)
        elif channel in self._wanted:
            self.rung.add(channel)

    def open(self) -> None:
        self._open = True
        self._change(*self._wanted)

    def deafen(self) -> None:
        """Forgets the lost connection; whoever listens is rung, to start looking without it."""
        if self.hearing.is_set():
            self.ring(EVERYONE)
        self.hearing.clear()
        self._open = False
        for state in (self._heard, self._asked, self._changed):
            state.clear()
        for settled in self._wanted.values():
            settled.set()

    async def ask(self, connection: Connection) -> None:
        while True:
            # A channel already asked about comes back here with its answer.
            channels = set(await self._changed.take()) - self._asked
            wanted = {channel for channel in channels if channel in self._wanted}
            for channel in wanted & self._heard:
                self._confirm(channel)
            await self._send(connection, "SUBSCRIBE", wanted - self._heard)
            await self._send(connection, "UNSUBSCRIBE", (channels - wanted) & self._heard)

    async def hear(self, connection: Connection) -> None:
        while True:
            said = await connection.read_response(timeout=QUIET)
            if said is None:
                await connection.send_command("PING")
                said = await connection.read_response()
            self._take_in(*said)

    def _change(self, *channels: str) -> None:
        if self._open:  # every wanted channel is asked for anyway when a connection opens
            self._changed.add(*channels)

    async def _send(self, connection: Connection, command: str, channels: set[str]) -> None:
        if channels:
            self._asked |= channels
            await connection.send_command(command, *channels)

    def _take_in(self, kind: str, channel: str, word: object = None) -> None:
        if kind == "message" and word != self._own_voice:
            self.ring(channel)
        elif kind in ("subscribe", "unsubscribe"):
            (self._heard.add if kind == "subscribe" else self._heard.discard)(channel)
            self._asked.discard(channel)
            self._changed.add(channel)

    def _confirm(self, channel: str) -> None:
        settled = self._wanted[channel]
        if settled.is_set():
            self.rung.add(channel)  # it was listened to without being heard: something may be missed
        settled.set()
        if channel == EVERYONE:
            self.hearing.set()
