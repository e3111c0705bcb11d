"""The result of one expiry run."""

import strawberry

from schema.fields.refusals import or_refusal


@strawberry.type(description="The result of one expiry run.")
class ExpiryRun:
    count: int = strawberry.field(description="The number of offers that this run marked EXPIRED.")


ExpiryRunResult = or_refusal(ExpiryRun, "ExpiryRunResult")
