"""How fast two mutations are, beside the same rows written by hand, on PostgreSQL.

python -m benchmarks.writing --agents 25
"""

import asyncio
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from multiprocessing import get_context

import orjson

from benchmarks import report
from benchmarks.asking import answer, posted
from benchmarks.bulk import fill
from benchmarks.load import HOST, Round, load_once
from benchmarks.seeding import database_url, empty_database
from benchmarks.servers import serving
from benchmarks.writing_rows import Crowd, builder_id, link_token, project_id, session_token, tables
from models.storage.database import dialect
from models.storage.migration import migrate

CREATE = """mutation($input: OfferInput!) { createOffer(input: $input) {
  __typename ... on IncentiveOffer { id title status author { name } project { name }
    terms { type incentiveAmount { minorUnits currency } } }
  ... on Refusal { message } } }"""
RESPOND = """mutation($token: String!) { respondToShare(token: $token, decision: ACCEPTED, version: 1) {
  __typename ... on SharedOffer { state title authorName answer { decision } }
  ... on Refusal { message } } }"""
BY_HAND = "by hand"
Make = Callable[[int], bytes]


def created(number: int, builders: int) -> bytes:
    builder = number % builders
    terms = {"projectId": str(project_id(builder)), "type": "EARLY_BIRD", "incentiveAmount": 500}
    wish: dict[str, object] = {"input": {"title": f"Bonus {number}", "terms": {"incentive": terms}}}
    return posted(CREATE, wish, session_token(builder))


def created_by_hand(number: int, builders: int) -> bytes:
    builder = number % builders
    ids = {"author": str(builder_id(builder)), "project": str(project_id(builder))}
    return _post("/create", {"title": f"Bonus {number}", "amount": 50_000, **ids})


def responded(number: int, _: int) -> bytes:
    return posted(RESPOND, {"token": link_token(number)})


def responded_by_hand(number: int, _: int) -> bytes:
    return _post("/respond", {"token": link_token(number)})


MUTATIONS = {"createOffer": (created, created_by_hand), "respondToShare": (responded, responded_by_hand)}


def _post(path: str, wish: Mapping[str, object]) -> bytes:
    body = orjson.dumps(wish)
    head = f"POST {path} HTTP/1.1\r\nhost: {HOST}\r\ncontent-type: application/json\r\n"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body


async def run(chosen: Namespace) -> None:
    url = await database_url("proffer_writing")
    if dialect(url) != "postgres":
        raise SystemExit("This needs PostgreSQL; BENCH_DATABASE_URL can name one.")
    folders = {"Proffer": None, **{folder: folder for folder in chosen.beside}}
    count = (chosen.rounds + 1) * chosen.requests * (len(folders) + 1)
    await empty_database(url)
    await migrate(url)
    await fill(url, tables(Crowd(chosen.builders, chosen.agents, count)))
    async with _serving(url, folders) as ports:
        with ProcessPoolExecutor(1, get_context("spawn")) as loader:
            for mutation in MUTATIONS:
                _print(mutation, await _rounds(loader, ports, mutation, chosen))


@asynccontextmanager
async def _serving(url: str, folders: Mapping[str, str | None]) -> AsyncIterator[dict[str, int]]:
    async with AsyncExitStack() as stack:
        ports = {
            name: await stack.enter_async_context(serving("app:app", url, folder))
            for name, folder in folders.items()
        }
        yield ports | {BY_HAND: await stack.enter_async_context(serving("benchmarks.by_hand:app", url))}


async def _rounds(
    loader: ProcessPoolExecutor, ports: Mapping[str, int], mutation: str, chosen: Namespace
) -> dict[str, list[Round]]:
    """In turns, so that a noisy moment meets all; a first round of each warms up and is not counted."""
    rounds: dict[str, list[Round]] = {name: [] for name in ports}
    numbers = iter(range(10**9))
    for _ in range(chosen.rounds + 1):
        for name, port in ports.items():
            make = MUTATIONS[mutation][name == BY_HAND]
            requests = [make(next(numbers), chosen.builders) for _ in range(chosen.requests)]
            rounds[name].append(await _answer_once(loader, port, requests, chosen.connections))
    return {name: of_one[1:] for name, of_one in rounds.items()}


async def _answer_once(
    loader: ProcessPoolExecutor, port: int, requests: Sequence[bytes], connections: int
) -> Round:
    """Look at the first answer, because a refusal is fast; then send the others."""
    if b"message" in (first := orjson.dumps(await answer(port, requests[0]))):
        raise SystemExit(f"refused: {first.decode()}")
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(loader, load_once, port, requests[1:], connections)


def _print(mutation: str, rounds: Mapping[str, Sequence[Round]]) -> None:
    print(f"\n{mutation}\n{report.contenders(rounds)}")
    for name in rounds:
        if name != BY_HAND:
            print(f"  {name} / {BY_HAND}: {report.ratio(rounds[name], rounds[BY_HAND]):.2f}", flush=True)


def options() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.writing", description=__doc__)
    parser.add_argument("--builders", type=int, default=64, metavar="N")
    parser.add_argument("--agents", type=int, default=25, metavar="N", help="to notify of each offer")
    parser.add_argument("--connections", type=int, default=32, metavar="N")
    parser.add_argument("--rounds", type=int, default=6, metavar="N")
    parser.add_argument("--requests", type=int, default=800, metavar="N", help="in each round")
    parser.add_argument(
        "--beside", nargs="*", default=[], metavar="FOLDER", help="other checkouts to measure"
    )
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(run(options()))
