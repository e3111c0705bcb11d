"""An offer's log as clients see it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.activity import Activity as ActivityRow
from models.paging import cursor
from schema.context import Info
from schema.enums import Event
from schema.people import Person
from schema.scalars import JSONText

ORDER = "ACTIVITY"
# Columns that clients know under another name, or in another unit.
NAMES = {
    "valid_from": "validFrom",
    "valid_until": "validUntil",
    "amount": "incentiveAmount",
    "commission": "commissionPercentage",
    "min_units": "minUnitsToSell",
    "conditions": "termsAndConditions",
    "tier_basis": "tierBasis",
    "customer_name": "customer.name",
    "customer_email": "customer.email",
    "customer_phone": "customer.phone",
    "expires_at": "expiresAt",
    "project_name": "projectName",
    "project_description": "projectDescription",
    "people": "participants",
    "promo_codes": "promoCodes",
}


@strawberry.type(description="One field of an offer, before and after.")
class Change:
    field: str = strawberry.field(description="The name of the field.")
    before: JSONText | None = strawberry.field(description="What it was.")
    after: JSONText | None = strawberry.field(description="What it is since.")


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
        return [_change(name, *pair) for name, pair in sorted(line.changes.items())]

    @strawberry.field(description="Where the line stands: give it as `after` to go on from here.")
    def cursor(line: strawberry.Parent[ActivityRow]) -> str:
        return activity_cursor(line)


def _change(column: str, before: Any, after: Any) -> Change:
    field = NAMES.get(column, column)
    if column == "tiers":
        return Change(field=field, before=_tiers(before), after=_tiers(after))
    if column == "lines":
        return Change(field=field, before=_lines(before), after=_lines(after))
    if column == "shares":
        return Change(field=field, before=_shares(before), after=_shares(after))
    if column == "commission":
        return Change(field=field, before=_percent(before), after=_percent(after))
    return Change(field=field, before=before, after=after)


def _tiers(pairs: Any) -> Any:
    return [{"fromUnits": units, "commissionPercentage": _percent(rate)} for units, rate in pairs]


def _lines(kept: Any) -> Any:
    """The lines of a quote in the units of its input."""
    return [
        {"description": text, "quantity": thousandths / 1000, "unitPrice": price, "taxRate": rate / 100}
        for text, thousandths, price, rate in kept
    ]


def _shares(pairs: Any) -> Any:
    """The shares of a split's participants, in order."""
    return [{"master": _percent(master), "publishing": _percent(rest)} for master, rest in pairs]


def _percent(hundredths: Any) -> Any:
    return None if hundredths is None else hundredths / 100


def activity_cursor(line: ActivityRow) -> str:
    return cursor(ORDER, line.seq, line.id)
