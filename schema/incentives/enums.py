"""The names and descriptions of the enums of incentives."""

from models.incentives.earnings import TierBasis
from models.incentives.incentive import IncentiveType
from schema.fields.enums import describe

describe(
    IncentiveType,
    "IncentiveType",
    "The type of an incentive, by what it rewards.",
    COMMISSION_BOOST="Extra commission on sales.",
    CLOSING_BONUS="A bonus for closing a deal.",
    EARLY_BIRD="A reward for early sales.",
    BULK_SALE="A reward for selling several units.",
    SPECIAL_INCENTIVE="Another reward, as described.",
)
describe(
    TierBasis,
    "TierBasis",
    "The units to which a tier's commission applies.",
    MARGINAL="Each unit earns the rate of its own tier.",
    RETROACTIVE="Reaching a tier applies its rate to all units.",
)

__all__ = ["IncentiveType", "TierBasis"]
