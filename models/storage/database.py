"""The database: its tables, its configuration, and opening it for a task."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tortoise.backends.base.config_generator import expand_db_url
from tortoise.context import TortoiseContext, _current_context

from models.storage.dialects import activate, detach, is_known, prepare

TABLES: tuple[str, ...] = (
    "models.people.user",
    "models.people.session",
    "models.people.device",
    "models.people.password_delay",
    "models.people.project",
    "models.people.association",
    "models.offers.offer",
    "models.incentives.incentive",
    "models.promotions.promotion",
    "models.quotes.quote",
    "models.slots.slot",
    "models.splits.split",
    "models.slots.shop",
    "models.slots.customer",
    "models.slots.appointment",
    "models.slots.deposit",
    "models.slots.attempt",
    "models.messaging.inbound",
    "models.promotions.restaurant",
    "models.promotions.menu_item",
    "models.promotions.table",
    "models.promotions.dining.table_session",
    "models.promotions.dining.order",
    "models.promotions.dining.redemption",
    "models.promotions.promo_code",
    "models.promotions.restaurant_news",
    "models.sharing.share",
    "models.sharing.response",
    "models.splits.participant",
    "models.splits.answer",
    "models.sharing.touch",
    "models.offers.activity",
    "models.notifications.notification",
    "models.notifications.preference",
    "models.notifications.message",
    "models.storage.job",
    "models.storage.idempotency",
    "aerich.models",
)
APP = "offers"


def dialect(url: str) -> str:
    return "sqlite" if url.startswith("sqlite") else "postgres"


def tortoise_config(url: str) -> dict[str, Any]:
    """Return Tortoise's configuration; the dialect is the alias, because Tortoise caches SQL by alias."""
    name = dialect(url)
    connection = expand_db_url(url)
    connection["engine"] = f"models.storage.engines.{name}"
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
        context.connections.get(name)  # create it now: if created later, only one task would see it
        yield context


async def _initialise(context: TortoiseContext, name: str, config: dict[str, Any]) -> None:
    """Initialise Tortoise; prepare the models only once per dialect, because that is slow."""
    if is_known(name):
        await context.init(config=config, init_connections=False)
        activate(name)
    else:
        detach()
        await context.init(config=config)
        prepare(context, name)


def sqlite_file(url: str) -> str:
    return url.removeprefix("sqlite://").split("?")[0]


def description(url: str) -> str:
    """Describe the database for people: the file, or the host and name without the password."""
    if dialect(url) == "sqlite":
        return "SQLite file " + os.path.abspath(sqlite_file(url))
    return "PostgreSQL " + url.split("://", 1)[1].rsplit("@", 1)[-1].split("?")[0]


def use(context: TortoiseContext) -> None:
    """Make an open database current in this task; requests run in other tasks than the lifespan."""
    _current_context.set(context)
    activate(str(context.default_connection))
