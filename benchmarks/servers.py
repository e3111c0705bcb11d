"""The contenders as processes of their own, both started the same way."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from tempfile import TemporaryFile

from benchmarks.asking import body, got
from benchmarks.load import HOST, PATIENCE

UVICORN = ("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning")
SECRET_KEY = "a-key-for-benchmarks-0123456789-abcdefgh"
SETTINGS = {
    "BROADCAST_URL": "memory://",
    "SCHEDULER": "off",
    "DEMO": "off",
    "SECRET_KEY": SECRET_KEY,
    "PUBLIC_RATE": "10000000 per minute",
    "OBJECT_RATE": "10000000 per minute",
}


@asynccontextmanager
async def serving(app: str, url: str, folder: str | None = None) -> AsyncIterator[int]:
    """The port of an application in a folder that answers, until the block ends."""
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", app, "--host", HOST, "--port", str(port), *UVICORN]
    with TemporaryFile() as log:
        process = await asyncio.create_subprocess_exec(
            *command, env={**os.environ, **SETTINGS, "DATABASE_URL": url}, stdout=log, stderr=log, cwd=folder
        )
        try:
            if not await _answers(port, process):
                log.seek(0)
                raise SystemExit(f"{app} did not start:\n{log.read().decode()}")
            yield port
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _answers(port: int, process: asyncio.subprocess.Process) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            while process.returncode is None:
                if await _answer_once(port):
                    return True
                await asyncio.sleep(0.1)
    except TimeoutError:
        return False
    return False


async def _answer_once(port: int) -> bool:
    try:
        await body(port, got("/healthz"))
    except ConnectionRefusedError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port
