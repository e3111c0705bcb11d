"""What the benchmark's database holds: the same rows on every machine and either database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from models.people.passwords import hasher

NAMESPACE = UUID("6f0f5d5e-0d0b-4f55-9d0e-0b7f1f0c2a11")
AGENT_EMAIL, AGENT_PASSWORD = "agent@benchmark.example.com", "benchmark-agent"
STATUSES = ("ACTIVE", "PAUSED", "CLOSED", "EXPIRED", "DRAFT")
SHARES = (80, 8, 5, 5, 2)
TYPES = ("COMMISSION_BOOST", "CLOSING_BONUS", "EARLY_BIRD", "BULK_SALE", "SPECIAL_INCENTIVE")
DESCRIPTION = "For every unit sold to a first buyer and paid within thirty days; see the conditions below."
CONDITIONS = '["Full payment within 30 days of booking", "One buyer for each unit"]'


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything there is."""

    offers: int = 200_000
    projects: int = 2_000
    builders: int = 200
    agent_projects: int = 25


@dataclass(frozen=True, slots=True)
class Table:
    """The rows for one table."""

    name: str
    columns: tuple[str, ...]
    count: int
    rows: Iterable[tuple[object, ...]]


def row_id(what: str, number: int) -> UUID:
    return uuid5(NAMESPACE, f"{what} {number}")


AGENT_ID = row_id("agent", 0)
USER = ("id", "created_at", "email", "name", "role", "time_zone", "password_hash")
PROJECT = ("id", "created_at", "updated_at", "name", "location", "description", "builder_id")
ASSOCIATION = ("id", "created_at", "project_id", "agent_id")
OFFER = (
    *("id", "created_at", "updated_at", "kind", "title", "description", "search_text"),
    *("author_id", "project_id", "status", "expired_from", "valid_from", "valid_until"),
    *("version", "activity_seq", "activity_head"),
)
TERMS = ("offer_id", "type", "amount", "currency", "commission", "min_units", "conditions", "tiers")


def tables(sizes: Sizes) -> list[Table]:
    """In the order in which they refer to each other."""
    now = datetime.now(UTC)
    return [
        Table("users", USER, sizes.builders + 1, _users(sizes, now)),
        Table("projects", PROJECT, sizes.projects, _projects(sizes, now)),
        Table("associations", ASSOCIATION, sizes.agent_projects, _associations(sizes, now)),
        Table("offers", OFFER, sizes.offers, _offers(sizes, now)),
        Table("incentive_terms", TERMS, sizes.offers, _terms(sizes)),
    ]


def _users(sizes: Sizes, now: datetime) -> Iterator[tuple[object, ...]]:
    yield AGENT_ID, now, AGENT_EMAIL, "The agent", "AGENT", "UTC", hasher().hash(AGENT_PASSWORD)
    for n in range(sizes.builders):
        yield row_id("builder", n), now, f"b{n}@benchmark.example.com", f"Builder {n}", "BUILDER", "UTC", None


def _projects(sizes: Sizes, now: datetime) -> Iterator[tuple[object, ...]]:
    for n in range(sizes.projects):
        builder = row_id("builder", n % sizes.builders)
        yield row_id("project", n), now, now, f"Project {n}", f"Sector {n % 90}, Pune", DESCRIPTION, builder


def _associations(sizes: Sizes, now: datetime) -> Iterator[tuple[object, ...]]:
    apart = sizes.projects // sizes.agent_projects
    for n in range(sizes.agent_projects):
        yield row_id("association", n), now, row_id("project", n * apart), AGENT_ID


def _offers(sizes: Sizes, now: datetime) -> Iterator[tuple[object, ...]]:
    """Written in the order of time, each for another project, as they would come in."""
    random, apart = Random(2026), timedelta(days=365) / sizes.offers
    for n in range(sizes.offers):
        made, project = now - apart * (sizes.offers - n), n % sizes.projects
        status = random.choices(STATUSES, SHARES)[0]
        expired = status == "EXPIRED"
        ends = made + apart if expired else now + timedelta(days=random.randint(365, 1000))
        title = f"Bonus {n} for a sale in project {project}"
        yield (
            *(row_id("offer", n), made, made, "incentive"),
            *(title, DESCRIPTION, f"{title}\n{DESCRIPTION}".casefold()),
            *(row_id("builder", project % sizes.builders), row_id("project", project)),
            *(status, "ACTIVE" if expired else None, made - timedelta(days=1)),
            *(ends if expired or n % 3 else None, 1, 0, ""),
        )


def _terms(sizes: Sizes) -> Iterator[tuple[object, ...]]:
    random = Random(2027)
    for n in range(sizes.offers):
        commission = random.randint(0, 500) if n % 2 else None
        amount = random.randint(1, 500) * 1_000_00
        yield row_id("offer", n), TYPES[n % 5], amount, "INR", commission, n % 4 or None, CONDITIONS, "[]"
