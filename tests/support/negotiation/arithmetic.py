"""A second implementation of the arithmetic of a split: sums, signed sheets and pro rata shares."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

NAMES = ("Ada", "Ben", "Cleo", "Dan")
Pair = tuple[int, int]
Pairs = Sequence[Pair]


def is_whole(table: Pairs) -> bool:
    return [sum(column) for column in zip(*table, strict=True)] == [100_00, 100_00]


def sheet_hash(version: int, table: Pairs, deadline: datetime | None) -> str:
    """Return the hash of the canonical sheet of "Night Bus", put together by hand."""
    people = [
        {"place": place, "name": name, "role": "writer", "master": f"{m / 100:.2f}"}
        | {"publishing": f"{p / 100:.2f}"}
        for place, (name, (m, p)) in enumerate(zip(NAMES, table, strict=False), 1)
    ]
    sheet: dict[str, Any] = {"project": "Night Bus", "description": "", "version": version, "form": 2}
    sheet |= {"deadline": deadline and deadline.isoformat(), "participants": people}
    text = json.dumps(sheet, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def rebalance_exactly(before: Sequence[int], counters: Mapping[int, int]) -> list[int]:
    """Share the rest pro rata; each left-over hundredth goes to the seat furthest below its exact part."""
    others = [seat for seat in range(len(before)) if seat not in counters]
    rest, weights = max(100_00 - sum(counters.values()), 0), [before[seat] for seat in others]
    weights = weights if any(weights) else [1] * len(others)
    exact = [Fraction(rest * weight, sum(weights)) for weight in weights]
    parts = [int(part) for part in exact]
    for _ in range(rest - sum(parts) if parts else 0):
        short = max(range(len(parts)), key=lambda at: (exact[at] - parts[at], -at))
        parts[short] += 1
    spread = dict(zip(others, parts, strict=True))
    return [counters.get(seat, spread.get(seat, 0)) for seat in range(len(before))]
