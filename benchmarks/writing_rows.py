"""The rows of the benchmark of writing: builders, each with a project and agents, and quotes with a link."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from benchmarks.rows import OFFER, PROJECT, Table, row_id
from benchmarks.servers import SECRET_KEY
from models.sharing.tokens import Links, token_hash

LINKS = Links(SECRET_KEY, "http://127.0.0.1")
USER = ("id", "created_at", "name", "role", "time_zone")
SESSION = ("id", "created_at", "user_id", "token_hash", "expires_at", "user_agent")
ASSOCIATION = ("id", "created_at", "project_id", "agent_id")
QUOTE = ("offer_id", "customer_name", "currency", "lines", "notes", "total")
SHARE = (
    *("id", "created_at", "offer_id", "label", "recipient_name", "channel"),
    *("rotation", "token_hash", "fetches", "views"),
)
LINES = '[["Sink", 1500, 100100, 1800], ["Tap", 2000, 45000, 1800]]'


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many there are: builders, agents of each, and quotes that wait for a response."""

    builders: int
    agents: int
    quotes: int


def session_token(builder: int) -> str:
    return f"ses_benchmark-{builder}"


def link_token(quote: int) -> str:
    return LINKS.token(row_id("share", quote), 0)


def builder_id(number: int) -> UUID:
    return row_id("author", number)


def project_id(number: int) -> UUID:
    return row_id("site", number)


def tables(crowd: Crowd) -> list[Table]:
    """In the order in which they refer to each other."""
    now = datetime.now(UTC)
    people = crowd.builders * (1 + crowd.agents)
    return [
        Table("users", USER, people, _users(crowd, now)),
        Table("sessions", SESSION, crowd.builders, _sessions(crowd, now)),
        Table("projects", PROJECT, crowd.builders, _projects(crowd, now)),
        Table("associations", ASSOCIATION, people - crowd.builders, _associations(crowd, now)),
        Table("offers", OFFER, crowd.quotes, _quotes(crowd, now)),
        Table("quote_terms", QUOTE, crowd.quotes, _terms(crowd)),
        Table("shares", SHARE, crowd.quotes, _shares(crowd, now)),
    ]


def _users(crowd: Crowd, now: datetime) -> Iterator[tuple[object, ...]]:
    for n in range(crowd.builders):
        yield builder_id(n), now, f"Builder {n}", "BUILDER", "UTC"
        for agent in range(crowd.agents):
            yield row_id("colleague", n * crowd.agents + agent), now, f"Agent {agent}", "AGENT", "UTC"


def _sessions(crowd: Crowd, now: datetime) -> Iterator[tuple[object, ...]]:
    for n in range(crowd.builders):
        sha256 = hashlib.sha256(session_token(n).encode()).hexdigest()
        yield row_id("session", n), now, builder_id(n), sha256, now + timedelta(days=300), ""


def _projects(crowd: Crowd, now: datetime) -> Iterator[tuple[object, ...]]:
    for n in range(crowd.builders):
        yield project_id(n), now, now, f"Project {n}", "Pune", "", builder_id(n)


def _associations(crowd: Crowd, now: datetime) -> Iterator[tuple[object, ...]]:
    for n in range(crowd.builders * crowd.agents):
        yield row_id("work", n), now, project_id(n // crowd.agents), row_id("colleague", n)


def _quotes(crowd: Crowd, now: datetime) -> Iterator[tuple[object, ...]]:
    for n in range(crowd.quotes):
        yield (
            *(row_id("quote", n), now, now, "quote", f"Kitchen {n}", "", f"kitchen {n}\n"),
            *(builder_id(n % crowd.builders), None, "ACTIVE", None, None, None, 1, 0, ""),
        )


def _terms(crowd: Crowd) -> Iterator[tuple[object, ...]]:
    for n in range(crowd.quotes):
        yield row_id("quote", n), "Asha", "INR", LINES, "", 283_377


def _shares(crowd: Crowd, now: datetime) -> Iterator[tuple[object, ...]]:
    for n in range(crowd.quotes):
        sha256 = token_hash(link_token(n))
        yield row_id("share", n), now, row_id("quote", n), "", "Asha", "LINK", 0, sha256, 0, 0
