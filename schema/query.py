"""The root fields that read: guard, call, done."""

import strawberry

from models.kinds.incentive import INCENTIVE
from models.offer_filter import OfferFilter
from resolvers import notifications as notification_resolvers
from resolvers import offers as offer_resolvers
from resolvers import people as people_resolvers
from resolvers import projects as project_resolvers
from schema import lists
from schema.activity import Activity
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
from schema.dining.promo_codes import PromoCodeQuery
from schema.dining.promotions import PromotionQuery
from schema.dining.restaurants import RestaurantQuery
from schema.dining.root_fields import DiningQuery
from schema.enums import Order, Reading
from schema.fields import query
from schema.kinds.incentive import IncentiveOffer
from schema.notification import Notification
from schema.offer import Offer
from schema.paging import After, First, Limit, Listed, Page, PageNumber
from schema.people import Session, User
from schema.permissions import IsAdmin, IsSignedIn
from schema.preference import PreferenceQuery
from schema.project import Association, Project
from schema.response_figures import ResponseFigureQuery
from schema.sharing import SharingQuery
from schema.slots.appointments import AppointmentQuery
from schema.slots.root_fields import SlotQuery
from schema.slots.shops import ShopQuery
from schema.splits.root_fields import SplitQuery
from schema.texts.text_fields import TextQuery


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

    @query(IsAdmin, "All users, newest first.", Page[User])
    async def users(
        self,
        info: Info,
        role: OfRole = None,
        first: First = None,
        after: After = None,
        page: PageNumber = None,
        limit: Limit = None,
    ) -> Listed:
        return await lists.users(role, first, after, page, limit)

    @query(
        IsSignedIn,
        "One project: admins any, builders their own, agents those they are associated with.",
        Project,
    )
    async def project(self, info: Info, id: ProjectId) -> object:
        return await project_resolvers.project(info.context.viewer, id)

    @query(IsSignedIn, "The projects you may see, newest first.", Page[Project])
    async def projects(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        page: PageNumber = None,
        limit: Limit = None,
    ) -> Listed:
        return await lists.projects(info.context.viewer, first, after, page, limit)

    @query(
        IsSignedIn,
        "Live associations: agents see theirs, builders those on their projects.",
        Page[Association],
    )
    async def associations(
        self,
        info: Info,
        project_id: OfProject = None,
        first: First = None,
        after: After = None,
        page: PageNumber = None,
        limit: Limit = None,
    ) -> Listed:
        return await lists.associations(info.context.viewer, project_id, first, after, page, limit)

    @query(IsSignedIn, "One offer of any kind; FORBIDDEN when it is not yours to see.", Offer)
    async def offer(self, info: Info, id: OfferId) -> object:
        return await offer_resolvers.offer(info.context.viewer, id)

    @query(IsSignedIn, "The offers of all kinds that you may see.", Page[Offer])
    async def offers(
        self,
        info: Info,
        filter: WhichOffers = None,
        order_by: OrderBy = Order.NEWEST,
        first: First = None,
        after: After = None,
        page: PageNumber = None,
        limit: Limit = None,
    ) -> Listed:
        wanted = filter.wanted() if filter else OfferFilter()
        return await lists.offers(info.context.viewer, wanted, order_by, first, after, page, limit)

    @query(IsSignedIn, "One incentive; FORBIDDEN when it is not yours to see.", IncentiveOffer)
    async def incentive(self, info: Info, id: OfferId) -> object:
        return await offer_resolvers.offer(info.context.viewer, id, [INCENTIVE.name])

    @query(
        IsSignedIn,
        "The incentives you may see: admins all, builders those of their projects, agents those of the"
        " projects they are associated with.",
        Page[IncentiveOffer],
    )
    async def incentives(
        self,
        info: Info,
        filter: WhichIncentives = None,
        order_by: OrderBy = Order.NEWEST,
        first: First = None,
        after: After = None,
        page: PageNumber = None,
        limit: Limit = None,
    ) -> Listed:
        wanted = filter.wanted() if filter else OfferFilter(kinds=(INCENTIVE.name,))
        return await lists.offers(info.context.viewer, wanted, order_by, first, after, page, limit)

    @query(IsSignedIn, "The log of an offer that you may see, oldest line first.", Page[Activity])
    async def activity(
        self,
        info: Info,
        offer_id: OfferId,
        first: First = None,
        after: After = None,
        page: PageNumber = None,
        limit: Limit = None,
    ) -> Listed:
        return await lists.activity(info.context.viewer, offer_id, first, after, page, limit)

    @query(IsSignedIn, "Your notifications, newest first.", Page[Notification])
    async def notifications(
        self,
        info: Info,
        filter: WhichReading = Reading.NOT_DISMISSED,
        events: WhichEvents = None,
        first: First = None,
        after: After = None,
        page: PageNumber = None,
        limit: Limit = None,
    ) -> Listed:
        return await lists.notifications(info.context.viewer, filter, events, first, after, page, limit)

    @query(IsSignedIn, "How many of your notifications are neither read nor dismissed.", int)
    async def unread_count(self, info: Info) -> object:
        return await notification_resolvers.unread_count(info.context.viewer)
