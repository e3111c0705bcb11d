"""The incentive as the recipient of a link sees it."""

from typing import Any

import strawberry

from models.incentives.row import IncentiveRow
from schema.incentives.incentive import IncentiveTerms


@strawberry.type(description="The terms of an incentive, as its recipient sees them.")
class SharedIncentiveTerms:
    @strawberry.field(graphql_type=IncentiveTerms, description="The terms.")
    def incentive(terms: strawberry.Parent[IncentiveRow]) -> Any:
        return terms

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, IncentiveRow)
