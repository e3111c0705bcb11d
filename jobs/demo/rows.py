"""The rows of the demonstration: accounts, incentives in every state, and splits."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from models.offers.lifecycle import Step
from models.people.viewer import Role


class Account(NamedTuple):
    """The account of a person in the demonstration."""

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
    """The sample of an offer: its terms, its start and end relative to now, and a step to take."""

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
SENT_SPLIT = Sample(
    "Who gets what of Low Tide",
    "Its invitations are sent: open one, and answer it.",
    {
        "project_name": "Low Tide",
        "project_description": "A song by two people.",
        "people": [
            [None, "Ada", "ada@band.example", "words and voice"],
            [None, "Ben", "ben@band.example", "music"],
        ],
        "shares": [[60_00, 50_00], [40_00, 50_00]],
    },
    ends=timedelta(days=30),
)
