"""Every kind of offer there is."""

from models.kinds.incentive import INCENTIVE
from models.kinds.kind import Kind
from models.kinds.promotion import PROMOTION
from models.kinds.quote import QUOTE
from models.kinds.slot import SLOT
from models.kinds.split import SPLIT

KINDS: dict[str, Kind] = {kind.name: kind for kind in (INCENTIVE, PROMOTION, QUOTE, SLOT, SPLIT)}
