"""How fast the agent's page is, beside the same page straight from the database as JSON."""

import asyncio
import os
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from benchmarks import asking, report
from benchmarks.load import Round, load
from benchmarks.options import Options, options
from benchmarks.seeding import database_url, ensure_rows
from benchmarks.servers import serving
from models.storage.database import description

OURS, LIMIT = "Proffer", "the limit"


@dataclass(frozen=True, slots=True)
class Contender:
    """Where to ask, and what."""

    port: int
    request: bytes


async def run(chosen: Options) -> None:
    url = await database_url(chosen.name)
    await ensure_rows(url, chosen.sizes, chosen.fresh)
    print(_conditions(chosen, url), flush=True)
    async with _contenders(url) as contenders:
        await _agree(contenders)
        with ProcessPoolExecutor(1, get_context("spawn")) as loader:
            rounds = await _rounds(loader, contenders, chosen)
            print(report.contenders(rounds))
            print(f"\n  {OURS} / {LIMIT}: {report.ratio(rounds[OURS], rounds[LIMIT]):.2f}\n", flush=True)
            if chosen.depths:
                print(report.depths(await _depths(loader, contenders[OURS], chosen)))


def _conditions(chosen: Options, url: str) -> str:
    sizes = chosen.sizes
    return (
        f"\nThe agent's page of {asking.SIZE} incentives, {os.cpu_count()} cores, {description(url)}\n"
        f"  {sizes.offers:,} incentives over {sizes.projects:,} projects of {sizes.builders:,} builders,"
        f" {sizes.agent_projects} of them the agent's\n"
        f"  {chosen.connections} connections, {chosen.rounds} rounds of {chosen.seconds:g} s in turns\n"
    )


@asynccontextmanager
async def _contenders(url: str) -> AsyncIterator[dict[str, Contender]]:
    async with serving("app:app", url) as ours, serving("benchmarks.limit:app", url) as limit:
        signed_in = await asking.token(ours)
        yield {
            OURS: Contender(ours, asking.page(signed_in, 1)),
            LIMIT: Contender(limit, asking.got("/page")),
        }


async def _agree(contenders: dict[str, Contender]) -> None:
    """A ratio says nothing unless both answer the same page."""
    ours, limit = [await asking.listed(one.port, one.request) for one in contenders.values()]
    ids = [[row["id"] for row in page["nodes"]] for page in (ours, limit)]
    if ids[0] != ids[1] or len(ids[0]) != asking.SIZE or ours["pagination"] != limit["pagination"]:
        raise SystemExit(f"{OURS} and {LIMIT} do not answer the same page.")


async def _rounds(
    loader: ProcessPoolExecutor, contenders: dict[str, Contender], chosen: Options
) -> dict[str, list[Round]]:
    """In turns, so that a noisy moment meets both; a first round of each warms up and is not counted."""
    rounds: dict[str, list[Round]] = {name: [] for name in contenders}
    for _ in range(chosen.rounds + 1):
        for name, one in contenders.items():
            rounds[name].append(await _loaded(loader, one, chosen.connections, chosen.seconds))
    return {name: of_one[1:] for name, of_one in rounds.items()}


async def _depths(loader: ProcessPoolExecutor, ours: Contender, chosen: Options) -> dict[str, Round]:
    """Pages by number and by the cursor before them, as far as there are pages."""
    timed: dict[str, Round] = {}
    signed_in = await asking.token(ours.port)
    last: int = (await asking.listed(ours.port, ours.request))["pagination"]["totalPages"]
    for number in (depth for depth in chosen.depths if depth <= last):
        by_number = Contender(ours.port, asking.page(signed_in, number))
        timed[f"page {number}"] = await _loaded(loader, by_number, 1, chosen.seconds / 2)
        if number > 1:
            before = await asking.listed(ours.port, asking.page(signed_in, number - 1))
            cursor: str = before["pageInfo"]["endCursor"]
            by_cursor = Contender(ours.port, asking.page_after(signed_in, cursor))
            timed[f"page {number} by cursor"] = await _loaded(loader, by_cursor, 1, chosen.seconds / 2)
    return timed


async def _loaded(loader: ProcessPoolExecutor, one: Contender, connections: int, seconds: float) -> Round:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(loader, load, one.port, one.request, connections, seconds)


if __name__ == "__main__":
    asyncio.run(run(options()))
