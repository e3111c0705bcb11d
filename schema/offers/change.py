"""One field of an offer's log, in the names and units of its inputs."""

from typing import Any

import strawberry

from models.offers.log_field import LogField, camel_case
from models.offers.register import KINDS
from schema.scalars import JSONText


@strawberry.type(description="One field of an offer, before and after.")
class Change:
    field: str = strawberry.field(description="The name of the field.")
    before: JSONText | None = strawberry.field(description="The value before.")
    after: JSONText | None = strawberry.field(description="The value after.")


def change(kind: str, column: str, before: Any, after: Any) -> Change:
    log_field = KINDS[kind].log_fields.get(column, LogField())
    return Change(
        field=log_field.name or camel_case(column),
        before=log_field.value(before),
        after=log_field.value(after),
    )
