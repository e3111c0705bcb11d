"""The Subscription type, built from the root fields of each room."""

import strawberry

from schema.notifications.root_fields import NotificationSubscription
from schema.offers.root_fields import OfferSubscription
from schema.promotions.dining.root_fields import DiningSubscription
from schema.promotions.root_fields import PromotionSubscription
from schema.sharing.root_fields import SharingSubscription
from schema.slots.root_fields import SlotSubscription
from schema.splits.root_fields import SplitSubscription


@strawberry.type(description="Everything that can be subscribed to, over graphql-transport-ws.")
class Subscription(
    NotificationSubscription,
    OfferSubscription,
    SharingSubscription,
    SlotSubscription,
    SplitSubscription,
    DiningSubscription,
    PromotionSubscription,
):
    pass
