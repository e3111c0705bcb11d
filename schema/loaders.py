"""What one request reads of many rows: each loader asks the database once for all that want it."""

from schema.people.loaders import PeopleLoaders
from schema.promotions.dining.loaders import DiningLoaders
from schema.promotions.loaders import PromotionLoaders
from schema.sharing.loaders import SharingLoaders
from schema.slots.loaders import SlotLoaders
from schema.splits.loaders import SplitLoaders


class Loaders(PeopleLoaders, SharingLoaders, SlotLoaders, SplitLoaders, PromotionLoaders, DiningLoaders):
    """Each is made when it is first wanted; what they remember is of one operation."""

    def clear(self) -> None:
        """Forget what was loaded: it may have changed."""
        vars(self).clear()
