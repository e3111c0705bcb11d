"""Every kind of offer: each registers itself where it is defined, so that nothing here imports one."""

from typing import TypeVar

from models.offers.kind import Kind

KindT = TypeVar("KindT", bound=Kind)

# By name, in alphabetical order; to be read when it is needed, never while modules are imported.
KINDS: dict[str, Kind] = {}


def register(kind: KindT) -> KindT:
    """Add a kind, whichever module is imported first."""
    KINDS[kind.name] = kind
    in_order = dict(sorted(KINDS.items()))
    KINDS.clear()
    KINDS.update(in_order)
    return kind


def every_kind() -> tuple[Kind, ...]:
    return tuple(KINDS.values())
