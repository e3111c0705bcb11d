"""The Mutation type, built from the root fields of each room."""

import strawberry

from schema.notifications.root_fields import NotificationMutation
from schema.offers.root_fields import OfferMutation
from schema.people.root_fields import PeopleMutation
from schema.promotions.dining.root_fields import DiningMutation
from schema.promotions.root_fields import PromotionMutation
from schema.sharing.root_fields import SharingMutation
from schema.slots.root_fields import SlotMutation
from schema.splits.root_fields import SplitMutation


@strawberry.type(description="The operations that change data.")
class Mutation(
    NotificationMutation,
    OfferMutation,
    PeopleMutation,
    SharingMutation,
    SlotMutation,
    SplitMutation,
    DiningMutation,
    PromotionMutation,
):
    pass
