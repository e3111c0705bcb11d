"""The Query type, built from the root fields of each room."""

import strawberry

from schema.incentives.root_fields import IncentiveQuery
from schema.messaging.root_fields import TextQuery
from schema.notifications.root_fields import NotificationQuery
from schema.offers.root_fields import OfferQuery
from schema.people.root_fields import PeopleQuery
from schema.promotions.dining.root_fields import DiningQuery
from schema.promotions.root_fields import PromotionQuery
from schema.sharing.root_fields import SharingQuery
from schema.slots.root_fields import SlotQuery
from schema.splits.root_fields import SplitQuery


@strawberry.type(description="The operations that read data.")
class Query(
    NotificationQuery,
    IncentiveQuery,
    OfferQuery,
    PeopleQuery,
    SharingQuery,
    SlotQuery,
    SplitQuery,
    DiningQuery,
    PromotionQuery,
    TextQuery,
):
    pass
