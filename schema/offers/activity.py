"""The type of the lines of an offer's activity log."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.offers.activity import Activity as ActivityRow
from models.storage.paging import cursor
from resolvers.offers.activity import ORDER
from schema.context import Info
from schema.offers.change import Change, change
from schema.offers.enums import Event
from schema.people.user import Person


@strawberry.type(description="One line of an offer's append-only log.")
class Activity:
    id: UUID = strawberry.field(description="The line's id.")
    seq: int = strawberry.field(description="The number of the line in the offer's log, from 1 without gaps.")
    event: Event = strawberry.field(description="The event.")
    created_at: datetime = strawberry.field(description="When it was recorded.")
    offer_id: UUID = strawberry.field(description="The id of the offer.")

    @strawberry.field(
        graphql_type=Person | None,
        description="The user who caused the event; null if the system or a recipient did.",
    )
    async def actor(line: strawberry.Parent[ActivityRow], info: Info) -> Any:
        return await info.context.loaders.people.load(line.actor_id) if line.actor_id else None

    @strawberry.field(description="The fields that changed.")
    def changes(line: strawberry.Parent[ActivityRow]) -> list[Change]:
        return [change(line.kind, name, *pair) for name, pair in sorted(line.changes.items())]

    @strawberry.field(description="The cursor of the line; pass it as `after` to continue from here.")
    def cursor(line: strawberry.Parent[ActivityRow]) -> str:
        return cursor(ORDER, line.seq, line.id)
