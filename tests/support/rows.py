"""Users, projects and incentives, each made in one line, for tests below the schema."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from models.events import Event
from models.incentives.incentive import IncentiveTerms
from models.offers.activity import Activity
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.offers.terms import NewTerms
from models.people.association import Association
from models.people.project import Project
from models.people.session import viewer_of
from models.people.user import User
from models.people.viewer import Role, Viewer
from subscriptions.work import unit_of_work

NOON = datetime(2025, 11, 20, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def person(role: Role) -> Viewer:
    """Create a user without a password."""
    return viewer_of(await User.create(name=f"{role.lower()} {uuid4().hex[:8]}", role=role))


async def builder_with_project() -> tuple[Viewer, Project]:
    builder = await person(Role.BUILDER)
    return builder, await Project.create(name="Riverside", builder_id=builder.id)


async def agents_on(project: Project, count: int) -> list[Viewer]:
    """Create agents who are associated with the project."""
    users = [User(name=f"agent {number}", role=Role.AGENT) for number in range(count)]
    await User.bulk_create(users)
    await Association.bulk_create([Association(project_id=project.id, agent_id=user.id) for user in users])
    return [viewer_of(user) for user in users]


async def draft(author: Viewer, project: Project, now: datetime = NOON, **shared: Any) -> Offer:
    """Create an incentive in the caller's unit of work."""
    columns = {"project_id": project.id, "type": "CLOSING_BONUS", "amount": 50_000_00, "currency": "INR"}
    terms = NewTerms("incentive", columns | {"conditions": []})
    return await Offer.make(author, {"title": "Closing bonus", **shared}, terms, now)


async def incentive(author: Viewer, project: Project, now: datetime = NOON, **shared: Any) -> Offer:
    """Create and commit an incentive."""
    return await unit_of_work(lambda: draft(author, project, now, **shared))


async def due_incentives(author: Viewer, project: Project, count: int, **columns: Any) -> list[Offer]:
    """Create active incentives that expire at NOON, with terms and the first log line, in bulk."""
    shared = {"title": "Due", "valid_until": NOON, "status": Status.ACTIVE, **columns}
    offers = [
        Offer(kind="incentive", author_id=author.id, project_id=project.id, **shared) for _ in range(count)
    ]
    lines = [Activity.next_for(offer, Event.CREATED, author.id, {}, NOON - DAY) for offer in offers]
    await Offer.bulk_create(offers)
    await IncentiveTerms.bulk_create(
        [
            IncentiveTerms(offer_id=offer.id, type="CLOSING_BONUS", amount=1, currency="INR")
            for offer in offers
        ]
    )
    await Activity.bulk_create(lines)
    return offers
