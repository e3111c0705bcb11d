"""How soon the last of many listeners has heard of one change: own inboxes, and one shared log."""

import asyncio
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any

import orjson

from benchmarks.asking import answer, posted
from benchmarks.measuring import cpu_seconds, server_process
from benchmarks.seeding import database_url, empty_database
from benchmarks.servers import serving
from benchmarks.sockets import Listener, open_listeners, wait_for_events
from models.clock import now
from models.people.association import Association
from models.people.project import Project
from models.people.session import Session
from models.people.tokens import hash_token, new_token
from models.people.user import User
from models.people.viewer import Role
from models.storage.database import database
from models.storage.migration import migrate

INBOXES = (
    "subscription { notifications { unreadCount notification { message event offer { id title status } } } }"
)
LOG = 'subscription {{ offerActivity(offerId: "{offer}") {{ seq event createdAt actor {{ name }} }} }}'
CREATE = """mutation($project: UUID!) {
  createOffer(input: {title: "Bonus", terms: {incentive: {
    projectId: $project, type: CLOSING_BONUS, incentiveAmount: 5000000
  }}}) { ... on Offer { id } ... on Refusal { message } }
}"""
STEPS = ("pauseOffer", "activateOffer")
STEP = "mutation($id: UUID!) {{ {step}(id: $id) {{ __typename ... on Refusal {{ message }} }} }}"


@dataclass(frozen=True, slots=True)
class Stage:
    """An offer, who may change it, and the sessions of those who listen."""

    builder: str
    agents: Sequence[str]
    offer: str


async def prepare(url: str, count: int) -> tuple[str, list[str], str]:
    """Fill an empty database; return the builder's token, the agents' and the project."""
    await empty_database(url)
    await migrate(url)
    async with database(url):
        builder = await User.create(name="Builder", role=Role.BUILDER, email="builder@benchmark.example.com")
        project = await Project.create(name="Tower", location="Pune", builder_id=builder.id, updated_at=now())
        agents = [User(name=f"Agent {number}", role=Role.AGENT) for number in range(count)]
        await User.bulk_create(agents)
        await Association.bulk_create([Association(project_id=project.id, agent_id=a.id) for a in agents])
        tokens = {user.id: new_token("ses_") for user in (builder, *agents)}
        end = now() + timedelta(days=1)
        await Session.bulk_create(
            [Session(user_id=i, token_hash=hash_token(token), expires_at=end) for i, token in tokens.items()]
        )
    return tokens[builder.id], [tokens[agent.id] for agent in agents], str(project.id)


async def run(count: int, rounds: int) -> None:
    url = (await database_url("proffer")).replace("proffer_bench", "proffer_fan_out_bench")
    print(f"{count:,} listeners, one change; {rounds} rounds of each", flush=True)
    builder, agents, project = await prepare(url, count)
    async with serving("app:app", url) as port:
        made = (await answer(port, posted(CREATE, {"project": project}, builder)))["data"]["createOffer"]
        stage = Stage(builder, agents, made["id"])
        for name, subscription in (("own inboxes", INBOXES), ("one log", LOG.format(offer=stage.offer))):
            listeners = await open_listeners(port, stage.agents, subscription)
            await settle(port, stage, listeners)
            print(await measure(name, port, stage, listeners, rounds), flush=True)
            for listener in listeners:
                listener.leave()


async def settle(port: int, stage: Stage, listeners: Sequence[Listener]) -> None:
    """Change the offer until every listener has heard of a change, so that all subscriptions have begun."""
    for number in range(20):
        await step(port, stage, number)
        await asyncio.sleep(1)
        if all(listener.events for listener in listeners):
            break
    if number % 2 == 0:
        await step(port, stage, number + 1)
    await asyncio.sleep(2)


async def measure(name: str, port: int, stage: Stage, listeners: Sequence[Listener], rounds: int) -> str:
    hearings = [await hear(port, stage, listeners, number) for number in range(rounds * 2)]
    last = median(hearing.last for hearing in hearings) * 1000
    answered = median(hearing.answered for hearing in hearings) * 1000
    processor = median(hearing.processor for hearing in hearings) * 1e6
    return (
        f"  {name:<12} last receipt {last:,.0f} ms after the request, {last - answered:,.0f} ms after its"
        f" answer; server {processor:,.0f} us for each delivery of {listeners[0].size} bytes"
    )


@dataclass(frozen=True, slots=True)
class Hearing:
    """One change: when it was answered and last heard of, and what each delivery cost; in seconds."""

    answered: float
    last: float
    processor: float


async def hear(port: int, stage: Stage, listeners: Sequence[Listener], number: int) -> Hearing:
    used = cpu_seconds(server_process(port))
    for listener in listeners:
        listener.events.clear()
    start = perf_counter()
    await step(port, stage, number)
    answered = perf_counter() - start
    await wait_for_events(listeners)
    last = max(listener.events[-1] for listener in listeners) - start
    processor = (cpu_seconds(server_process(port)) - used) / len(listeners)
    await asyncio.sleep(0.3)
    return Hearing(answered, last, processor)


async def step(port: int, stage: Stage, number: int) -> None:
    request = posted(STEP.format(step=STEPS[number % 2]), {"id": stage.offer}, stage.builder)
    result: Any = await answer(port, request)
    if "message" in orjson.dumps(result).decode():
        raise SystemExit(f"The offer did not change: {result}")


if __name__ == "__main__":
    parser = ArgumentParser(prog="python -m benchmarks.fan_out", description=__doc__)
    parser.add_argument("--listeners", type=int, nargs="*", default=[500, 2_000], metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    arguments = parser.parse_args()
    for listeners_count in arguments.listeners:
        asyncio.run(run(listeners_count, arguments.rounds))
