"""The root fields that read: guard, call, done."""

import strawberry

from models.incentives.incentive import INCENTIVE
from models.offers.filter import OfferFilter
from models.storage.paging import Paging
from resolvers.notifications import inbox as notification_resolvers
from resolvers.offers import offer as offer_resolvers
from resolvers.people import projects as project_resolvers
from resolvers.people import users as people_resolvers
from schema import lists
from schema.arguments import (
    OfferId,
    OfProject,
    OfRole,
    OrderBy,
    ProjectId,
    WhichEvents,
    WhichIncentives,
    WhichOffers,
    WhichReading,
)
from schema.context import Info
from schema.fields.paging import Listed
from schema.fields.permissions import IsAdmin, IsSignedIn
from schema.fields.root_field import list_query, query
from schema.incentives.incentive import IncentiveOffer
from schema.messaging.root_fields import TextQuery
from schema.notifications.notification import Notification
from schema.notifications.preference import PreferenceQuery
from schema.offers.activity import Activity
from schema.offers.enums import Order, Reading
from schema.offers.offer import Offer
from schema.people.project import Association, Project
from schema.people.user import Session, User
from schema.promotions.code_fields import PromoCodeQuery
from schema.promotions.dining.root_fields import DiningQuery
from schema.promotions.restaurant_fields import RestaurantQuery
from schema.promotions.root_fields import PromotionQuery
from schema.sharing.figures import ResponseFigureQuery
from schema.sharing.root_fields import SharingQuery
from schema.slots.appointment_fields import AppointmentQuery
from schema.slots.root_fields import SlotQuery
from schema.slots.shop_fields import ShopQuery
from schema.splits.root_fields import SplitQuery


@strawberry.type(description="Everything that can be read.")
class Query(
    SharingQuery,
    ResponseFigureQuery,
    ShopQuery,
    AppointmentQuery,
    SlotQuery,
    SplitQuery,
    RestaurantQuery,
    DiningQuery,
    PromoCodeQuery,
    PromotionQuery,
    TextQuery,
    PreferenceQuery,
):
    @query(IsSignedIn, "Who you are.", User)
    async def me(self, info: Info) -> object:
        return await people_resolvers.me(info.context.viewer)

    @query(IsSignedIn, "Your sign-ins that have not ended, newest first.", list[Session])
    async def sessions(self, info: Info) -> object:
        return await people_resolvers.sessions(info.context.viewer)

    @list_query(IsAdmin, "All users, newest first.", User)
    async def users(self, info: Info, asked: Paging, role: OfRole = None) -> Listed:
        return await lists.users(role, asked)

    @query(
        IsSignedIn,
        "One project: admins any, builders their own, agents those they are associated with.",
        Project,
    )
    async def project(self, info: Info, id: ProjectId) -> object:
        return await project_resolvers.project(info.context.viewer, id)

    @list_query(IsSignedIn, "The projects you may see, newest first.", Project)
    async def projects(self, info: Info, asked: Paging) -> Listed:
        return await lists.projects(info.context.viewer, asked)

    @list_query(
        IsSignedIn,
        "Live associations: agents see theirs, builders those on their projects.",
        Association,
    )
    async def associations(self, info: Info, asked: Paging, project_id: OfProject = None) -> Listed:
        return await lists.associations(info.context.viewer, project_id, asked)

    @query(IsSignedIn, "One offer of any kind; FORBIDDEN when it is not yours to see.", Offer)
    async def offer(self, info: Info, id: OfferId) -> object:
        return await offer_resolvers.offer(info.context.viewer, id)

    @list_query(IsSignedIn, "The offers of all kinds that you may see.", Offer)
    async def offers(
        self, info: Info, asked: Paging, filter: WhichOffers = None, order_by: OrderBy = Order.NEWEST
    ) -> Listed:
        wanted = filter.wanted() if filter else OfferFilter()
        return await lists.offers(info.context.viewer, wanted, order_by, asked)

    @query(IsSignedIn, "One incentive; FORBIDDEN when it is not yours to see.", IncentiveOffer)
    async def incentive(self, info: Info, id: OfferId) -> object:
        return await offer_resolvers.offer(info.context.viewer, id, [INCENTIVE.name])

    @list_query(
        IsSignedIn,
        "The incentives you may see: admins all, builders those of their projects, agents those of the"
        " projects they are associated with.",
        IncentiveOffer,
    )
    async def incentives(
        self, info: Info, asked: Paging, filter: WhichIncentives = None, order_by: OrderBy = Order.NEWEST
    ) -> Listed:
        wanted = filter.wanted() if filter else OfferFilter(kinds=(INCENTIVE.name,))
        return await lists.offers(info.context.viewer, wanted, order_by, asked)

    @list_query(IsSignedIn, "The log of an offer that you may see, oldest line first.", Activity)
    async def activity(self, info: Info, asked: Paging, offer_id: OfferId) -> Listed:
        return await lists.activity(info.context.viewer, offer_id, asked)

    @list_query(IsSignedIn, "Your notifications, newest first.", Notification)
    async def notifications(
        self,
        info: Info,
        asked: Paging,
        filter: WhichReading = Reading.NOT_DISMISSED,
        events: WhichEvents = None,
    ) -> Listed:
        return await lists.notifications(info.context.viewer, filter, events, asked)

    @query(IsSignedIn, "How many of your notifications are neither read nor dismissed.", int)
    async def unread_count(self, info: Info) -> object:
        return await notification_resolvers.unread_count(info.context.viewer)
