"""The data loaders of all rooms: each reads many rows in one statement per request."""

from schema.people.loaders import PeopleLoaders
from schema.promotions.dining.loaders import DiningLoaders
from schema.promotions.loaders import PromotionLoaders
from schema.sharing.loaders import SharingLoaders
from schema.slots.loaders import SlotLoaders
from schema.splits.loaders import SplitLoaders


class Loaders(PeopleLoaders, SharingLoaders, SlotLoaders, SplitLoaders, PromotionLoaders, DiningLoaders):
    """The loaders of one operation, each made on its first use."""

    def clear(self) -> None:
        """Forget the loaded rows, which may have changed."""
        vars(self).clear()
