"""The register of the GraphQL types of every kind, from which `unions.py` builds unions and inputs."""

from schema.incentives.kind import INCENTIVE_TYPES
from schema.offers.kind_types import KindTypes
from schema.promotions.kind import PROMOTION_TYPES
from schema.quotes.kind import QUOTE_TYPES
from schema.slots.kind import SLOT_TYPES
from schema.splits.kind import SPLIT_TYPES

KIND_TYPES: list[KindTypes] = [INCENTIVE_TYPES, PROMOTION_TYPES, QUOTE_TYPES, SLOT_TYPES, SPLIT_TYPES]
