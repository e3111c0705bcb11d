"""An offer's log as clients see it."""

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


@strawberry.type(description="One line of an offer's log, which is only ever added to.")
class Activity:
    id: UUID = strawberry.field(description="The line's id.")
    seq: int = strawberry.field(description="Its number in the offer's log, from 1 without gaps.")
    event: Event = strawberry.field(description="What happened.")
    created_at: datetime = strawberry.field(description="When.")
    offer_id: UUID = strawberry.field(description="To which offer.")

    @strawberry.field(graphql_type=Person | None, description="Who did it; null: time itself.")
    async def actor(line: strawberry.Parent[ActivityRow], info: Info) -> Any:
        return await info.context.loaders.people.load(line.actor_id) if line.actor_id else None

    @strawberry.field(description="What changed.")
    def changes(line: strawberry.Parent[ActivityRow]) -> list[Change]:
        return [change(line.kind, name, *pair) for name, pair in sorted(line.changes.items())]

    @strawberry.field(description="Where the line stands: give it as `after` to go on from here.")
    def cursor(line: strawberry.Parent[ActivityRow]) -> str:
        return cursor(ORDER, line.seq, line.id)
