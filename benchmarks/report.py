"""What was measured, as tables for a person."""

from collections.abc import Mapping, Sequence
from statistics import median

from benchmarks.load import Round


def contenders(rounds: Mapping[str, Sequence[Round]]) -> str:
    lines = [f"  {'':<12}{'req/s':>10}{'median ms':>12}{'p99 ms':>10}"]
    for name, of_one in rounds.items():
        per_second = median(one.per_second for one in of_one)
        lines.append(f"  {name:<12}{per_second:>10,.0f}" + _latencies(of_one))
    return "\n".join(lines)


def depths(timed: Mapping[str, Round]) -> str:
    lines = [f"  {'Proffer, one connection':<30}{'median ms':>12}{'p99 ms':>10}"]
    lines += [f"  {name:<30}" + _latencies([one]) for name, one in timed.items()]
    return "\n".join(lines)


def ratio(ours: Sequence[Round], limit: Sequence[Round]) -> float:
    """Of what each did in the same round, the median."""
    return median(a.per_second / b.per_second for a, b in zip(ours, limit, strict=True))


def _latencies(rounds: Sequence[Round]) -> str:
    milliseconds = sorted(latency * 1000 for one in rounds for latency in one.latencies)
    slow = milliseconds[len(milliseconds) * 99 // 100]  # also of a single one
    return f"{median(milliseconds):>12.1f}{slow:>10.1f}"
