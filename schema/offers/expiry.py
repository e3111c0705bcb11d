"""What a run of the expiry did."""

import strawberry

from schema.fields.refusals import or_refusal


@strawberry.type(description="What a run of the expiry did.")
class ExpiryRun:
    count: int = strawberry.field(description="How many offers this run made EXPIRED.")


ExpiryRunResult = or_refusal(ExpiryRun, "ExpiryRunResult")
