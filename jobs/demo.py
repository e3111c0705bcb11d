"""Demonstration rows: accounts to sign in with, projects, incentives in every state, a split to send."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from models.association import Association
from models.clock import now
from models.kinds.kind import NewTerms
from models.lifecycle import Step
from models.offer import Offer
from models.project import Project
from models.session import viewer_of
from models.user import User
from models.viewer import Role
from subscriptions.work import unit_of_work


class Account(NamedTuple):
    """One way to sign in to a demonstration."""

    label: str
    email: str
    password: str


ACCOUNTS = (
    Account("Builder", "builder@example.com", "demo-builder"),
    Account("Other builder", "other-builder@example.com", "demo-other-builder"),
    Account("Agent", "agent@example.com", "demo-agent"),
    Account("Admin", "admin@example.com", "demo-admin"),
    Account("Super admin", "super-admin@example.com", "demo-super-admin"),
)
ROLES = (Role.BUILDER, Role.BUILDER, Role.AGENT, Role.ADMIN, Role.SUPER_ADMIN)


@dataclass(frozen=True, slots=True)
class Sample:
    """One offer to show: its terms, when it starts and ends from now, and a step to take."""

    title: str
    description: str
    terms: dict[str, Any]
    starts: timedelta | None = None
    ends: timedelta | None = None
    step: Step | None = None


RIVERSIDE = (
    Sample(
        "Early bird: the first twenty units",
        "Sell in the launch month and earn a bonus for each unit.",
        {"type": "EARLY_BIRD", "amount": 100_000_00, "min_units": 1, "conditions": ["First 20 units only"]},
        starts=timedelta(days=-10),
        ends=timedelta(days=60),
    ),
    Sample(
        "Commission boost by volume",
        "The more you sell, the higher the rate for every unit.",
        {
            "type": "COMMISSION_BOOST",
            "amount": 0,
            "tiers": [[1, 100], [6, 200], [11, 275]],
            "tier_basis": "RETROACTIVE",
            "conditions": ["Full payment within 30 days of booking"],
        },
    ),
    Sample(
        "Closing bonus of the week",
        "For every sale closed before it ends.",
        {"type": "CLOSING_BONUS", "amount": 25_000_00, "commission": 50, "conditions": []},
        ends=timedelta(hours=30),
    ),
    Sample(
        "Festival special",
        "Was open last month.",
        {"type": "SPECIAL_INCENTIVE", "amount": 50_000_00, "conditions": []},
        starts=timedelta(days=-40),
        ends=timedelta(days=-5),
    ),
    Sample(
        "Bulk sale of a whole floor",
        "Waiting for the next floor to be released.",
        {
            "type": "BULK_SALE",
            "amount": 500_000_00,
            "min_units": 8,
            "conditions": ["One buyer for the floor"],
        },
        step=Step.PAUSE,
    ),
)
HILLTOP = (
    Sample(
        "Hilltop launch",
        "For the agents of this project only.",
        {"type": "CLOSING_BONUS", "amount": 75_000_00, "commission": 125, "conditions": []},
    ),
)
SPLIT = Sample(
    "Who gets what of Night Bus",
    "A draft: send its invitations from the explorer.",
    {
        "project_name": "Night Bus",
        "project_description": "A song by three people.",
        "people": [
            [None, "Ada", "ada@band.example", "words and voice"],
            [None, "Ben", "ben@band.example", "music"],
            [None, "Cleo", "cleo@band.example", "production"],
        ],
        "shares": [[40_00, 50_00], [35_00, 50_00], [25_00, 0]],
    },
)


async def seed() -> bool:
    """Fill an empty database; False when there is anybody in it already."""
    if await User.exists():
        return False
    users = [
        await User.register(
            None,
            email=account.email,
            name=f"Demo {account.label.lower()}",
            role=role,
            password=account.password,
            time_zone="Asia/Kolkata",
        )
        for account, role in zip(ACCOUNTS, ROLES, strict=True)
    ]
    await unit_of_work(lambda: _offer(users[0], "Riverside Homes", "Pune", RIVERSIDE, agent=users[2]))
    await unit_of_work(lambda: _offer(users[1], "Hilltop Villas", "Nashik", HILLTOP, agent=None))
    await unit_of_work(lambda: _draft(users[2], SPLIT))
    return True


async def _draft(author: User, sample: Sample) -> None:
    shared = {"title": sample.title, "description": sample.description}
    await Offer.make(viewer_of(author), shared, NewTerms("split", dict(sample.terms)), now())


async def _offer(
    builder: User, name: str, location: str, samples: tuple[Sample, ...], agent: User | None
) -> None:
    viewer = viewer_of(builder)
    project = await Project.start(viewer, name=name, location=location, description="", builder_id=None)
    if agent:
        await Association.make(project, agent.id)
    for sample in samples:
        shared = {
            "title": sample.title,
            "description": sample.description,
            "valid_from": now() + sample.starts if sample.starts else None,
            "valid_until": now() + sample.ends if sample.ends else None,
        }
        terms = {"project_id": project.id, "currency": "INR", **sample.terms}
        offer = await Offer.make(viewer, shared, NewTerms("incentive", terms), now())
        if sample.step:
            await offer.take(sample.step, viewer, now())
