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

    now = ""
    known: dict[str, State] = {}


def is_known(dialect: str) -> bool:
    """Whether the models need not be prepared for it again."""
    return dialect in _Spoken.known


def part() -> None:
    """Before another dialect is prepared: Tortoise does that in the lists that are there."""
    for model, kept in _Spoken.known.get(_Spoken.now, {}).items():
        _give(model, {name: copy(value) for name, value in kept.items()})


def learn(context: TortoiseContext, dialect: str) -> None:
    """Remember what a whole initialisation has just prepared."""
    _Spoken.known[dialect] = {
        model: {name: getattr(model._meta, name) for name in KEPT} for model in _models(context)
    }
    _Spoken.now = dialect


def speak(dialect: str) -> None:
    """Make the models speak it, if they do not."""
    if _Spoken.now == dialect:
        return
    for model, kept in _Spoken.known[dialect].items():
        _give(model, kept)
    _Spoken.now = dialect


def _give(model: type[Model], kept: dict[str, Any]) -> None:
    for name, value in kept.items():
        setattr(model._meta, name, value)


def _models(context: TortoiseContext) -> Iterable[type[Model]]:
    return [model for models in (context.apps or {}).values() for model in models.values()]
