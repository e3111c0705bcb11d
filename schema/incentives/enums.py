"""The enums of incentives under the names and with the words that clients see."""

from models.incentives.earnings import TierBasis
from models.incentives.incentive import IncentiveType
from schema.fields.enums import describe

describe(
    IncentiveType,
    "IncentiveType",
    "What the incentive rewards.",
    COMMISSION_BOOST="Extra commission on sales.",
    CLOSING_BONUS="A bonus for closing a deal.",
    EARLY_BIRD="A reward for early sales.",
    BULK_SALE="A reward for selling several units.",
    SPECIAL_INCENTIVE="Another reward, as described.",
)
describe(
    TierBasis,
    "TierBasis",
    "Which units a tier's commission applies to.",
    MARGINAL="Each unit earns its own tier's rate.",
    RETROACTIVE="Reaching a tier applies its rate to all units.",
)

__all__ = ["IncentiveType", "TierBasis"]
