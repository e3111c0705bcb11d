"""The type of incentives."""

from typing import Annotated, Any

import strawberry

from models.incentives.incentive import INCENTIVE
from models.incentives.row import IncentiveRow, Worth
from schema.incentives.enums import IncentiveType, TierBasis
from schema.money import Money
from schema.offers.offer import Offer
from schema.percent import percent
from schema.scalars import MinorUnits, Percentage

Terms = strawberry.Parent[IncentiveRow]
Units = Annotated[int, strawberry.argument(description="The number of units sold, 0 to 1,000,000.")]
UnitPrice = Annotated[MinorUnits, strawberry.argument(description="The unit price in minor units.")]


@strawberry.type(description="A commission rate from a number of units on.")
class Tier:
    from_units: int = strawberry.field(description="The first unit of this tier.")
    to_units: int | None = strawberry.field(description="The last unit of this tier; null if open-ended.")
    commission_percentage: Percentage = strawberry.field(description="The commission in percent.")


@strawberry.type(description="The worth of a sale to the agent under this incentive.")
class Earning:
    commission: Money = strawberry.field(description="The commission on the price.")
    bonus: Money = strawberry.field(description="The bonus.")
    total: Money = strawberry.field(description="The commission and the bonus together.")
    units_missing: int = strawberry.field(description="The units still missing before anything is earned.")


@strawberry.type(description="The terms of an incentive.")
class IncentiveTerms:
    type: IncentiveType = strawberry.field(description="The type of reward.")
    tier_basis: TierBasis | None = strawberry.field(description="How the tiers apply; null without tiers.")

    incentive_amount: Money = strawberry.field(description="The bonus for the agent.")
    commission_percentage: Percentage | None = strawberry.field(
        description="The extra commission in percent, 0 to 100; null for none."
    )
    min_units: int | None = strawberry.field(
        name="minUnitsToSell", description="The minimum number of units to earn anything."
    )
    conditions: list[str] = strawberry.field(
        name="termsAndConditions", description="The conditions in the builder's own words."
    )

    @strawberry.field(description="The commissions by number of units; the last tier is open-ended.")
    def tiers(terms: Terms) -> list[Tier]:
        tiers = terms.tiers
        ends = [*(tier.from_units - 1 for tier in tiers[1:]), None]
        return [
            Tier(
                from_units=tier.from_units,
                to_units=end,
                commission_percentage=percent(tier.commission),
            )
            for tier, end in zip(tiers, ends, strict=False)
        ]

    @strawberry.field(
        graphql_type=Earning, description="The worth of selling this number of units at this unit price."
    )
    def worth(terms: Terms, units: Units, unit_price: UnitPrice) -> Worth:
        return terms.worth(units, unit_price)


@strawberry.type(description="An incentive: a builder's reward to a project's agents for a sale.")
class IncentiveOffer(Offer):
    terms: IncentiveTerms = strawberry.field(description="The terms.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return getattr(row, "kind", None) == INCENTIVE.name
