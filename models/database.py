"""Which database, which tables, and how a task gets at them."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tortoise.backends.base.config_generator import expand_db_url
from tortoise.context import TortoiseContext, _current_context

from models.dialects import is_known, learn, part, speak

TABLES = (
    "models.user",
    "models.session",
    "models.project",
    "models.association",
    "models.offer",
    "models.kinds.incentive",
    "models.kinds.promotion",
    "models.kinds.quote",
    "models.kinds.slot",
    "models.kinds.split",
    "models.slots.shop",
    "models.slots.customer",
    "models.slots.appointment",
    "models.slots.deposit",
    "models.slots.slot_attempt",
    "models.texts.text_reply",
    "models.dining.restaurant",
    "models.dining.menu_item",
    "models.dining.dining_table",
    "models.dining.table_session",
    "models.dining.order",
    "models.dining.redemption",
    "models.dining.promo_code",
    "models.dining.restaurant_news",
    "models.share",
    "models.response",
    "models.splits.split_participant",
    "models.splits.split_answer",
    "models.touch",
    "models.activity",
    "models.notification",
    "models.preference",
    "models.message",
    "models.job",
    "models.idempotency",
    "aerich.models",
)
APP = "offers"


def dialect(url: str) -> str:
    return "sqlite" if url.startswith("sqlite") else "postgres"


def tortoise_config(url: str) -> dict[str, Any]:
    """Tortoise's configuration; the alias is the dialect, because Tortoise caches SQL by alias alone."""
    name = dialect(url)
    connection = expand_db_url(url)
    connection["engine"] = f"models.engines.{name}"
    if name == "postgres":
        connection["credentials"].setdefault("maxsize", 10)
    return {
        "connections": {name: connection},
        "apps": {APP: {"models": list(TABLES), "default_connection": name}},
        "use_tz": True,
        "timezone": "UTC",
    }


@asynccontextmanager
async def database(url: str) -> AsyncIterator[TortoiseContext]:
    """Open the database for this task and every task started inside; close it at the end."""
    name, config = dialect(url), tortoise_config(url)
    async with TortoiseContext() as context:
        await _initialise(context, name, config)
        context.connections.get(name)  # here and now: what is made later is seen by one task alone
        yield context


async def _initialise(context: TortoiseContext, name: str, config: dict[str, Any]) -> None:
    """The first time Tortoise prepares each model, which takes longer than most of what is then done."""
    if is_known(name):
        await context.init(config=config, init_connections=False)
        speak(name)
    else:
        part()
        await context.init(config=config)
        learn(context, name)


def sqlite_file(url: str) -> str:
    return url.removeprefix("sqlite://").split("?")[0]


def described(url: str) -> str:
    """The database as a person may read it: the file, or the host and name without the password."""
    if dialect(url) == "sqlite":
        return "SQLite file " + os.path.abspath(sqlite_file(url))
    return "PostgreSQL " + url.split("://", 1)[1].rsplit("@", 1)[-1].split("?")[0]


def use(context: TortoiseContext) -> None:
    """Make an open database the current task's: a request runs in another task than the lifespan."""
    _current_context.set(context)
    speak(str(context.default_connection))
