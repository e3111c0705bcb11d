"""The interface that every kind of offer implements, and the result of a deletion."""

from datetime import datetime
from uuid import UUID

import strawberry

from schema.fields.refusals import or_refusal
from schema.offers.enums import Status
from schema.people.project import Project
from schema.people.user import Person


@strawberry.interface(description="An offer that one party makes to another, of any kind.")
class Offer:
    id: UUID = strawberry.field(description="The offer's id.")
    kind: str = strawberry.field(description="The kind of the offer, such as incentive.")
    title: str = strawberry.field(description="The title.")
    description: str = strawberry.field(description="The description.")
    status: Status = strawberry.field(description="The status now; past its end, an offer is EXPIRED.")
    is_in_force: bool = strawberry.field(description="Whether the offer is ACTIVE and has started.")
    valid_from: datetime | None = strawberry.field(
        description="The start of its validity; null if immediate."
    )
    valid_until: datetime | None = strawberry.field(
        description="The end of its validity; null if it never expires."
    )
    version: int = strawberry.field(description="The version, which every change of the offer raises.")
    created_at: datetime = strawberry.field(description="When the offer was created.")
    updated_at: datetime = strawberry.field(description="When the offer was last changed.")
    superseded_by_id: UUID | None = strawberry.field(description="The id of the offer that replaced it.")
    author: Person = strawberry.field(description="The author.")
    project: Project | None = strawberry.field(description="The project it belongs to, if any.")


@strawberry.type(description="Confirms that an offer was deleted; its log is kept.")
class OfferDeleted:
    id: UUID = strawberry.field(description="The id of the deleted offer.")
    message: str = strawberry.field(description="A confirmation for people.")


OfferDeletedResult = or_refusal(OfferDeleted, "OfferDeletedResult")
