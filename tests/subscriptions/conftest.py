"""Live channels to test with: in memory, on a running Redis, and on a Redis that a test may kill."""

import os
import socket
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import which
from uuid import uuid4

import pytest
from anyio import fail_after, sleep
from redis import Redis
from redis.exceptions import ConnectionError as Unreachable

from subscriptions.live import Live, current

REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


class MortalRedis:
    """The Redis of one test, on its own port."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.folder = folder

    async def start(self) -> None:
        port, folder = str(self.port), str(self.folder)
        command = ["redis-server", "--bind", "127.0.0.1", "--port", port, "--save", "", "--dir", folder]
        self.running = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: ASYNC220, S603
        with fail_after(10):
            while not answers(self.url):  # noqa: ASYNC110 - another program cannot set an event of ours
                await sleep(0.02)

    def kill(self) -> None:
        self.running.kill()
        self.running.wait()

    def hang_up_on_the_newest(self) -> None:
        """Close the connection of the latest subscriber."""
        with Redis.from_url(self.url) as redis:
            newest = max(int(client["id"]) for client in redis.client_list(_type="pubsub"))
            redis.client_kill_filter(_id=str(newest))


def answers(url: str) -> bool:
    with Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1) as redis:
        try:
            return bool(redis.ping())
        except Unreachable:
            return False


def do_without(what_is_missing: str) -> None:
    (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(what_is_missing)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def redis_url() -> str:
    if not answers(REDIS_URL):
        do_without("Redis does not answer")
    return REDIS_URL


@pytest.fixture(params=["memory", "redis"])
def live_url(request: pytest.FixtureRequest) -> str:
    return "memory://" if request.param == "memory" else str(request.getfixturevalue("redis_url"))


@pytest.fixture
async def live(live_url: str) -> AsyncIterator[Live]:
    async with Live(live_url) as live:
        token = current.set(live)
        yield live
        current.reset(token)


@pytest.fixture
def channel() -> str:
    """The name of a channel that no other test listens to, because tests share Redis."""
    return f"test:{uuid4()}"


@pytest.fixture
async def mortal_redis(tmp_path: Path) -> AsyncIterator[MortalRedis]:
    if which("redis-server") is None:
        do_without("redis-server is not installed")
    redis = MortalRedis(tmp_path)
    await redis.start()
    yield redis
    redis.kill()
