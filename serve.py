"""`make run`: migrate, fill an empty demonstration, find a free port, serve."""

import asyncio
import errno
import os
import secrets
import socket
import sys
from pathlib import Path

import uvicorn

from jobs.__main__ import main as run_command
from jobs.demo.demonstration import invitation_token, seed
from jobs.demo.restaurant import TABLE, has_table
from jobs.demo.rows import ACCOUNTS
from logs import set_up_logs
from models.sharing.tokens import Links
from models.splits.split import SPLIT
from models.storage.database import database, description, dialect, sqlite_file
from models.storage.migration import CannotStart, migrate
from settings import Settings, SettingsError, load_settings
from subscriptions.live import Live, current

FIRST_PORT, PORTS = 8000, 100
LARGEST_FRAME = 65_536


def proffer() -> int:
    """Run the console command: `proffer serve`, or one of the commands of `python -m jobs`."""
    if sys.argv[1:] != ["serve"]:
        return run_command("proffer")
    main()
    return 0


def main() -> None:
    try:
        settings = load_settings()
        set_up_logs(settings.log_format, settings.log_level)
        opens = asyncio.run(prepare(settings))
        listener = bind_port(settings)
    except (SettingsError, CannotStart) as error:
        raise SystemExit(str(error)) from None
    port = listener.getsockname()[1]
    os.environ.update(missing_variables(settings, address(settings, port)))
    print(greeting(settings, port, *opens), flush=True)
    config = uvicorn.Config(
        "app:app",
        log_config=None,
        access_log=False,
        server_header=False,
        ws_max_size=LARGEST_FRAME,
        timeout_graceful_shutdown=10,
    )
    uvicorn.Server(config).run(sockets=[listener])


async def prepare(settings: Settings) -> tuple[str | None, str | None]:
    """Bring the database up to date, fill it in demo mode; the demo's invitation (its token) and table."""
    for name in await migrate(settings.database_url):
        print(f"Applied migration {name.removesuffix('.py')}.")
    if not settings.demo:
        return None, None
    links = Links(secret_key_of(settings), settings.app_url)
    async with database(settings.database_url), Live("memory://") as live:
        current.set(live)
        if await seed(links):
            print("Filled the empty database with demonstration rows.")
        return await invitation_token(links), TABLE if await has_table() else None


def missing_variables(settings: Settings, url: str) -> dict[str, str]:
    """What a server that nobody configured still needs: where its links lead, and a key to make them with."""
    defaults = {} if "app_url" in settings.model_fields_set else {"APP_URL": url}
    if settings.secret_key is None and (secret := secret_key_of(settings)):
        defaults["SECRET_KEY"] = secret
    return defaults


def secret_key_of(settings: Settings) -> str | None:
    """What links are made with: on SQLite one that is kept, unless another is set."""
    if settings.secret_key is None and dialect(settings.database_url) == "sqlite":
        return read_or_create_secret(Path(sqlite_file(settings.database_url) + ".secret"))
    return settings.secret_key


def read_or_create_secret(path: Path) -> str:
    """A random key, made once and kept beside the database in a file that only its owner reads."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text().strip()


def bind_port(settings: Settings) -> socket.socket:
    """A socket on PORT, or on 8000 or the first free port after it."""
    ports = [settings.port] if settings.port else range(FIRST_PORT, FIRST_PORT + PORTS)
    for port in ports:
        listener = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, port))
            # Bound alone, the port could still be taken by another server that starts at this moment.
            listener.listen()
        except OSError as error:
            listener.close()
            reason = error.strerror
            if error.errno != errno.EADDRINUSE:
                break
        else:
            return listener
    raise SettingsError(
        f"PORT {settings.port or FIRST_PORT} on HOST {settings.host} cannot be used: {reason}."
    )


def address(settings: Settings, port: int) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{port}"


def greeting(settings: Settings, port: int, token: str | None = None, table: str | None = None) -> str:
    """`token` opens the demonstration's invitation and `table` its table, where there are such."""
    lines = [
        f"\n  Proffer      {address(settings, port)}/graphql",
        f"  Dashboard    {address(settings, port)}/dashboard",
        f"  Database     {description(settings.database_url)}",
    ]
    if settings.demo:
        lines += [f"  {account.label:<12} {account.email}  {account.password}" for account in ACCOUNTS]
    start = settings.app_url if "app_url" in settings.model_fields_set else address(settings, port)
    if table:
        lines.append(f"  {'Table':<12} {start.rstrip('/')}/t/{table}")
    if token:
        lines.append(f"  {'Invitation':<12} {Links(None, start).of(SPLIT.name, token)}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
