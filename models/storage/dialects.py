"""The state that Tortoise keeps on each model per dialect, prepared once per process and dialect."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from tortoise.context import TortoiseContext
from tortoise.models import Model

ATTRIBUTES = (
    "default_connection",
    "filters",
    "db_native_fields",
    "db_default_fields",
    "db_complex_fields",
    "basequery",
    "basequery_all_fields",
)
State = dict[type[Model], dict[str, Any]]


class _Active:
    """The active dialect of the models, and the prepared state of every known dialect."""

    now = ""
    states: dict[str, State] = {}


def is_known(dialect: str) -> bool:
    """Tell whether the models have been prepared for this dialect."""
    return dialect in _Active.states


def detach() -> None:
    """Copy the active state, because preparing another dialect changes the present lists in place."""
    for model, state in _Active.states.get(_Active.now, {}).items():
        _set_state(model, {name: copy(value) for name, value in state.items()})


def prepare(context: TortoiseContext, dialect: str) -> None:
    """Store the state that a full initialisation has just prepared."""
    _Active.states[dialect] = {
        model: {name: getattr(model._meta, name) for name in ATTRIBUTES} for model in _models(context)
    }
    _Active.now = dialect


def activate(dialect: str) -> None:
    """Activate a prepared dialect on the models."""
    if _Active.now == dialect:
        return
    for model, state in _Active.states[dialect].items():
        _set_state(model, state)
    _Active.now = dialect


def _set_state(model: type[Model], state: dict[str, Any]) -> None:
    for name, value in state.items():
        setattr(model._meta, name, value)


def _models(context: TortoiseContext) -> Iterable[type[Model]]:
    return [model for models in (context.apps or {}).values() for model in models.values()]
