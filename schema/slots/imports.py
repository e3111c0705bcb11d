"""The result of an import, row by row."""

from collections.abc import Sequence
from uuid import UUID

import strawberry

from models.refused import Code
from models.slots.import_row import RowResult
from schema.fields.refusals import or_refusal


@strawberry.type(description="The result for one row of an import.")
class ImportedRow:
    row: int = strawberry.field(description="The number of the row, from 1.")
    id: UUID | None = strawberry.field(
        description="The id of the stored record; null if the row was refused."
    )
    code: Code | None = strawberry.field(description="Why the row was refused, as a code.")
    message: str | None = strawberry.field(description="Why the row was refused, as a sentence.")
    field: str | None = strawberry.field(description="The field of the row that caused the refusal.")


@strawberry.type(description="The result of an import.")
class Import:
    taken: int = strawberry.field(description="The number of rows that were accepted.")
    refused: int = strawberry.field(description="The number of rows that were refused; they change nothing.")
    rows: list[ImportedRow] = strawberry.field(description="The result for each row, in the order given.")

    @classmethod
    def of(cls, results: Sequence[RowResult]) -> "Import":
        rows = [
            ImportedRow(row=row, id=result.id, code=result.code, message=result.message, field=result.field)
            for row, result in enumerate(results, 1)
        ]
        taken = sum(result.id is not None for result in results)
        return cls(taken=taken, refused=len(rows) - taken, rows=rows)


ImportResult = or_refusal(Import, "ImportResult")
