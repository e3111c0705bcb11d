"""A server that knows the toy kind, in a process of its own: `python -m tests.toy_kind.server URL`."""

import asyncio
import sys
from importlib import import_module
from pathlib import Path

from jinja2 import FileSystemLoader

from models.people.passwords import set_memory
from models.people.user import User
from models.people.viewer import Role
from models.storage import database as tables
from models.storage.database import database, dialect
from models.storage.migration import migrate
from models.storage.sql import Sql, execute
from pages.templates import templates
from schema.offers.register import KIND_TYPES
from tests.toy_kind.account import ADMIN, PASSWORD
from tests.toy_kind.swap import TABLE
from tests.toy_kind.swap_types import SWAP_TYPES

CHEAP = 8  # KiB
IDS = {"sqlite": "CHAR(36)", "postgres": "UUID"}


def add_kind(draw: bool) -> None:
    """The lines that a real kind has in the two registers, and its templates if it is to be drawn."""
    tables.TABLES += ("tests.toy_kind.swap",)
    KIND_TYPES.append(SWAP_TYPES)
    assert isinstance(templates.loader, FileSystemLoader)
    templates.loader.searchpath += [str(Path(__file__).parent / "templates")] if draw else []


async def prepare(url: str) -> None:
    await migrate(url)
    async with database(url):
        await execute(Sql(TABLE.format(id=IDS[dialect(url)])))
        ada = await User.prepare(None, email=ADMIN, name="Ada", role=Role.SUPER_ADMIN, password=PASSWORD)
        await ada.add()


def serve(url: str) -> None:
    # The schema is built when it is imported: after the kind has been added.
    running_server = import_module("tests.support.server").RunningServer

    with running_server(database_url=url, password_memory=CHEAP) as running:
        print(running.address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    add_kind(draw="--undrawn" not in sys.argv)
    set_memory(CHEAP)
    asyncio.run(prepare(sys.argv[1]))
    serve(sys.argv[1])
