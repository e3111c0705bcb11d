"""Every kind of offer there is."""

from models.incentives.incentive import INCENTIVE
from models.offers.kind import Kind
from models.promotions.promotion import PROMOTION
from models.quotes.quote import QUOTE
from models.slots.slot import SLOT
from models.splits.split import SPLIT

KINDS: dict[str, Kind] = {kind.name: kind for kind in (INCENTIVE, PROMOTION, QUOTE, SLOT, SPLIT)}
