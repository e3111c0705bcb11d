"""Every kind of offer there is."""

from models.kinds.incentive import INCENTIVE
from models.kinds.kind import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (INCENTIVE,)}
