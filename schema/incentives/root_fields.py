"""The root fields of incentives."""

from typing import Annotated

import strawberry
from strawberry import argument

from models.incentives.incentive import INCENTIVE
from models.offers.filter import OfferFilter
from models.offers.records import OfferRow
from models.storage.paging import Listing
from resolvers.offers import offer as offer_resolvers
from schema.context import Info
from schema.fields.permissions import IsSignedIn
from schema.fields.root_field import list_query, query
from schema.incentives.filter import IncentiveFilterInput
from schema.incentives.incentive import IncentiveOffer
from schema.offers.arguments import OfferId, OrderBy
from schema.offers.enums import Order

WhichIncentives = Annotated[
    IncentiveFilterInput | None, argument(description="Filters the incentives; all if absent.")
]


@strawberry.type
class IncentiveQuery:
    @query(IsSignedIn, "One incentive; FORBIDDEN if you cannot see it.", IncentiveOffer)
    async def incentive(self, info: Info, id: OfferId) -> OfferRow:
        return await offer_resolvers.offer(info.context.viewer, id, [INCENTIVE.name])

    @list_query(
        IsSignedIn,
        "The incentives that you may see. Admins: all; builders: those on their projects;"
        " agents: those on the projects they are associated with.",
        IncentiveOffer,
    )
    async def incentives(
        self, info: Info, filter: WhichIncentives = None, order_by: OrderBy = Order.NEWEST
    ) -> Listing[OfferRow]:
        offer_filter = filter.as_filter() if filter else OfferFilter(kinds=(INCENTIVE.name,))
        return offer_resolvers.offers(info.context.viewer, offer_filter, order_by)
