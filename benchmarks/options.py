"""What can be chosen on the command line."""

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from benchmarks.rows import Sizes


@dataclass(frozen=True, slots=True)
class Options:
    """One run."""

    sizes: Sizes
    connections: int
    rounds: int
    seconds: float
    depths: Sequence[int]
    fresh: bool
    name: str


USUAL = Options(Sizes(), 32, 6, 4.0, (1, 10, 100), False, "proffer")
QUICK = Options(Sizes(2_000, 100, 10, 25), 8, 2, 0.4, (1, 10, 100), False, "proffer_quick")


def options(arguments: Sequence[str] | None = None) -> Options:
    parser = ArgumentParser(prog="python -m benchmarks.agent_page", description=DESCRIPTION)
    parser.add_argument("--quick", action="store_true", help="2,000 incentives and a few seconds")
    parser.add_argument("--fresh", action="store_true", help="make the rows anew")
    for name in (field.name for field in fields(Sizes)):
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, metavar="N")
    parser.add_argument("--connections", type=int, metavar="N", help="that stay open and ask in turns")
    parser.add_argument("--rounds", type=int, metavar="N", help="of load on each contender")
    parser.add_argument("--seconds", type=float, metavar="N", help="a round lasts")
    parser.add_argument("--depths", type=int, nargs="*", metavar="PAGE", help="pages to time one by one")
    given = {name: value for name, value in vars(parser.parse_args(arguments)).items() if value is not None}
    return _choose(QUICK if given.pop("quick") else USUAL, given)


def _choose(usual: Options, given: dict[str, Any]) -> Options:
    sizes = {field.name: given.pop(field.name, getattr(usual.sizes, field.name)) for field in fields(Sizes)}
    others = {field.name: getattr(usual, field.name) for field in fields(Options)}
    return Options(**(others | given | {"sizes": Sizes(**sizes)}))


DESCRIPTION = """The agent's page of 20 incentives from Proffer, beside the same page as JSON straight
from the database. BENCH_DATABASE_URL names the database (its name ends in _bench; it is overwritten)."""
