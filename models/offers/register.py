"""The register of the kinds of offers; every kind adds itself, so that nothing here imports a kind."""

from typing import TypeVar

from models.offers.kind import Kind

KindT = TypeVar("KindT", bound=Kind)

# By name, in alphabetical order. Incomplete while modules are being imported.
KINDS: dict[str, Kind] = {}


def register(kind: KindT) -> KindT:
    """Add a kind; the order does not depend on which module is imported first."""
    KINDS[kind.name] = kind
    in_order = dict(sorted(KINDS.items()))
    KINDS.clear()
    KINDS.update(in_order)
    return kind


def every_kind() -> tuple[Kind, ...]:
    return tuple(KINDS.values())
