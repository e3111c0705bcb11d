"""Each list's page with its cursors and its total, put together."""

from collections.abc import Sequence
from uuid import UUID

from models.activity import Event
from models.offer_filter import OfferFilter
from models.offer_page import Order, offer_cursor
from models.paging import Paging, newest_cursor, number_at
from models.viewer import Role, Viewer
from resolvers import activity as activity_resolvers
from resolvers import notifications as notification_resolvers
from resolvers import offers as offer_resolvers
from resolvers import people as people_resolvers
from resolvers import projects as project_resolvers
from resolvers import shares as share_resolvers
from resolvers.notifications import Reading
from schema.activity import ORDER as ACTIVITY
from schema.activity import activity_cursor
from schema.notification import ORDER as NOTIFICATIONS
from schema.notification import notification_cursor
from schema.paging import Listed


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
