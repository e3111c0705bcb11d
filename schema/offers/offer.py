"""The interface that every kind of offer implements, and its inputs."""

from datetime import datetime
from uuid import UUID

import strawberry

from schema.fields.refusals import or_refusal
from schema.offers.enums import Status
from schema.people.project import Project
from schema.people.user import Person


@strawberry.interface(description="Anything one party puts to another, whatever its kind.")
class Offer:
    id: UUID = strawberry.field(description="The offer's id.")
    kind: str = strawberry.field(description="Its kind, such as incentive.")
    title: str = strawberry.field(description="What it is called.")
    description: str = strawberry.field(description="What it says.")
    status: Status = strawberry.field(
        description="Where it stands at this moment: past its end it is EXPIRED."
    )
    is_in_force: bool = strawberry.field(description="Whether it is ACTIVE and has started.")
    valid_from: datetime | None = strawberry.field(description="From when it holds; null: at once.")
    valid_until: datetime | None = strawberry.field(
        description="Until when it holds; null: it never expires."
    )
    version: int = strawberry.field(description="Raised by every change of what is promised.")
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it was last changed.")
    superseded_by_id: UUID | None = strawberry.field(description="The offer that took its place.")
    author: Person = strawberry.field(description="Who made it.")
    project: Project | None = strawberry.field(description="The project it is about, if any.")


@strawberry.type(description="An offer was removed; its log stands.")
class OfferDeleted:
    id: UUID = strawberry.field(description="The id it had.")
    message: str = strawberry.field(description="For a person.")


OfferDeletedResult = or_refusal(OfferDeleted, "OfferDeletedResult")
