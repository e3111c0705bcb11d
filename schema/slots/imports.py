"""What became of an import, row by row."""

from collections.abc import Sequence
from uuid import UUID

import strawberry

from models.refused import Code
from models.slots.import_row import RowResult
from schema.fields.refusals import or_refusal


@strawberry.type(description="What became of one row of an import.")
class ImportedRow:
    row: int = strawberry.field(description="Which, from 1.")
    id: UUID | None = strawberry.field(description="What stands there now; null: the row was refused.")
    code: Code | None = strawberry.field(description="Why it was refused, for a program.")
    message: str | None = strawberry.field(description="Why, for a person.")
    field: str | None = strawberry.field(description="What of the row it is about.")


@strawberry.type(description="What became of an import.")
class Import:
    taken: int = strawberry.field(description="How many rows stand there now.")
    refused: int = strawberry.field(description="How many were refused; they change nothing.")
    rows: list[ImportedRow] = strawberry.field(description="Each row, in the order in which they came.")

    @classmethod
    def of(cls, results: Sequence[RowResult]) -> "Import":
        rows = [
            ImportedRow(row=row, id=result.id, code=result.code, message=result.message, field=result.field)
            for row, result in enumerate(results, 1)
        ]
        taken = sum(result.id is not None for result in results)
        return cls(taken=taken, refused=len(rows) - taken, rows=rows)


ImportResult = or_refusal(Import, "ImportResult")
