"""The root fields that read: guard, call, done."""

import strawberry

from models.incentives.incentive import INCENTIVE
from models.offers.activity import Activity as ActivityRow
from models.offers.filter import OfferFilter
from models.offers.records import OfferRow
from models.people.association import Association as AssociationRow
from models.people.project import Project as ProjectRow
from models.people.user import User as UserRow
from models.storage.paging import Listing
from resolvers.notifications import inbox as notification_resolvers
from resolvers.notifications.inbox import Told
from resolvers.offers import activity as activity_resolvers
from resolvers.offers import offer as offer_resolvers
from resolvers.people import projects as project_resolvers
from resolvers.people import users as people_resolvers
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
from schema.fields.permissions import IsAdmin, IsSignedIn
from schema.fields.root_field import list_query, query
from schema.incentives.incentive import IncentiveOffer
from schema.messaging.root_fields import TextQuery
from schema.notifications.enums import Reading
from schema.notifications.notification import Notification
from schema.notifications.preference import PreferenceQuery
from schema.offers.activity import Activity
from schema.offers.enums import Order
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
    async def users(self, info: Info, role: OfRole = None) -> Listing[UserRow]:
        return people_resolvers.users(role)

    @query(
        IsSignedIn,
        "One project: admins any, builders their own, agents those they are associated with.",
        Project,
    )
    async def project(self, info: Info, id: ProjectId) -> object:
        return await project_resolvers.project(info.context.viewer, id)

    @list_query(IsSignedIn, "The projects you may see, newest first.", Project)
    async def projects(self, info: Info) -> Listing[ProjectRow]:
        return project_resolvers.projects(info.context.viewer)

    @list_query(
        IsSignedIn,
        "Live associations: agents see theirs, builders those on their projects.",
        Association,
    )
    async def associations(self, info: Info, project_id: OfProject = None) -> Listing[AssociationRow]:
        return project_resolvers.associations(info.context.viewer, project_id)

    @query(IsSignedIn, "One offer of any kind; FORBIDDEN when it is not yours to see.", Offer)
    async def offer(self, info: Info, id: OfferId) -> object:
        return await offer_resolvers.offer(info.context.viewer, id)

    @list_query(IsSignedIn, "The offers of all kinds that you may see.", Offer)
    async def offers(
        self, info: Info, filter: WhichOffers = None, order_by: OrderBy = Order.NEWEST
    ) -> Listing[OfferRow]:
        wanted = filter.wanted() if filter else OfferFilter()
        return offer_resolvers.offers(info.context.viewer, wanted, order_by)

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
        self, info: Info, filter: WhichIncentives = None, order_by: OrderBy = Order.NEWEST
    ) -> Listing[OfferRow]:
        wanted = filter.wanted() if filter else OfferFilter(kinds=(INCENTIVE.name,))
        return offer_resolvers.offers(info.context.viewer, wanted, order_by)

    @list_query(IsSignedIn, "The log of an offer that you may see, oldest line first.", Activity)
    async def activity(self, info: Info, offer_id: OfferId) -> Listing[ActivityRow]:
        return await activity_resolvers.activity(info.context.viewer, offer_id)

    @list_query(IsSignedIn, "Your notifications, newest first.", Notification)
    async def notifications(
        self,
        info: Info,
        filter: WhichReading = Reading.NOT_DISMISSED,
        events: WhichEvents = None,
    ) -> Listing[Told]:
        return notification_resolvers.notifications(info.context.viewer, filter, events)

    @query(IsSignedIn, "How many of your notifications are neither read nor dismissed.", int)
    async def unread_count(self, info: Info) -> object:
        return await notification_resolvers.unread_count(info.context.viewer)
