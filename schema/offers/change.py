"""A changed field of an offer, under the name and in the unit of its input."""

from typing import Any

import strawberry

from models.offers.log_field import LogField, camel_case
from models.offers.register import KINDS
from schema.scalars import JSONText


@strawberry.type(description="A change of one field of an offer.")
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
