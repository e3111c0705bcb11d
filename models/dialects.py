"""What Tortoise keeps on each model for the dialect that it speaks: prepared once a process for each."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from tortoise.context import TortoiseContext
from tortoise.models import Model

KEPT = (
    "default_connection",
    "filters",
    "db_native_fields",
    "db_default_fields",
    "db_complex_fields",
    "basequery",
    "basequery_all_fields",
)
State = dict[type[Model], dict[str, Any]]


class _Spoken:
    """The dialect that the models speak now, and what they need for each that they have spoken."""

    now: str | None = None
    known: dict[str, State] = {}


def is_known(dialect: str) -> bool:
    """Whether the models need not be prepared for it again."""
    return dialect in _Spoken.known


def learn(context: TortoiseContext, dialect: str) -> None:
    """Remember what a whole initialisation has just prepared."""
    _Spoken.known[dialect] = {
        model: {name: getattr(model._meta, name) for name in KEPT} for model in _models(context)
    }
    _take_up(dialect)


def speak(dialect: str) -> None:
    """Make the models speak it, if they do not."""
    if _Spoken.now != dialect:
        _take_up(dialect)


def _take_up(dialect: str) -> None:
    """Copies, because Tortoise prepares the next dialect in the same lists."""
    for model, kept in _Spoken.known[dialect].items():
        for name, value in kept.items():
            setattr(model._meta, name, copy(value))
    _Spoken.now = dialect


def _models(context: TortoiseContext) -> Iterable[type[Model]]:
    return [model for models in (context.apps or {}).values() for model in models.values()]
