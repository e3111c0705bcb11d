"""Each list's page with its cursors and its total, put together."""

from collections.abc import Sequence
from uuid import UUID

from models.events import Event
from models.offers.filter import OfferFilter
from models.offers.page import Order, offer_cursor
from models.people.viewer import Role, Viewer
from models.storage.paging import Paging, newest_cursor, number_at
from resolvers.notifications import inbox as notification_resolvers
from resolvers.notifications.inbox import Reading
from resolvers.offers import activity as activity_resolvers
from resolvers.offers import offer as offer_resolvers
from resolvers.people import projects as project_resolvers
from resolvers.people import users as people_resolvers
from resolvers.sharing import shares as share_resolvers
from schema.fields.paging import Listed
from schema.notifications.notification import ORDER as NOTIFICATIONS
from schema.notifications.notification import notification_cursor
from schema.offers.activity import ORDER as ACTIVITY
from schema.offers.activity import activity_cursor


async def users(role: Role | None, asked: Paging) -> Listed:
    found = await people_resolvers.users(role, asked)
    return Listed(found, asked, newest_cursor, lambda: people_resolvers.user_count(role))


async def projects(viewer: Viewer, asked: Paging) -> Listed:
    found = await project_resolvers.projects(viewer, asked)
    return Listed(found, asked, newest_cursor, lambda: project_resolvers.project_count(viewer))


async def associations(viewer: Viewer, project_id: UUID | None, asked: Paging) -> Listed:
    found = await project_resolvers.associations(viewer, project_id, asked)
    return Listed(
        found, asked, newest_cursor, lambda: project_resolvers.association_count(viewer, project_id)
    )


async def offers(viewer: Viewer, wanted: OfferFilter, order: Order, asked: Paging) -> Listed:
    found = await offer_resolvers.offers(viewer, wanted, order, asked)
    return Listed(
        found,
        asked,
        lambda row: offer_cursor(row, order),
        lambda: offer_resolvers.count_offers(viewer, wanted),
    )


async def activity(viewer: Viewer, offer_id: UUID, asked: Paging) -> Listed:
    found = await activity_resolvers.activity(viewer, offer_id, number_at(asked.after, ACTIVITY) or 0, asked)
    return Listed(found, asked, activity_cursor, lambda: activity_resolvers.activity_count(viewer, offer_id))


async def notifications(
    viewer: Viewer, reading: Reading, events: Sequence[Event] | None, asked: Paging
) -> Listed:
    before = number_at(asked.after, NOTIFICATIONS)
    found = await notification_resolvers.notifications(viewer, reading, events, before, asked)
    return Listed(
        found,
        asked,
        notification_cursor,
        lambda: notification_resolvers.notification_count(viewer, reading, events),
    )


async def shares(viewer: Viewer, offer_id: UUID, asked: Paging) -> Listed:
    found = await share_resolvers.shares(viewer, offer_id, asked)
    return Listed(
        found,
        asked,
        lambda shared: newest_cursor(shared.share),
        lambda: share_resolvers.share_count(offer_id),
    )


async def touches(viewer: Viewer, share_id: UUID, asked: Paging) -> Listed:
    found = await share_resolvers.touches(viewer, share_id, asked)
    return Listed(found, asked, newest_cursor, lambda: share_resolvers.touch_count(share_id))
