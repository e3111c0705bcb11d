"""The activity log of an offer, as a list and as a stream. Lines about links are private to its editors."""

from uuid import UUID

from tortoise.queryset import QuerySet

from models.clock import now
from models.offers.activity import Activity
from models.offers.offer import Offer
from models.offers.reading import offer_shown_to
from models.people.viewer import Viewer
from models.storage.listing import LowestFirst
from models.storage.paging import Listing

ORDER = "ACTIVITY"


async def activity(viewer: Viewer, offer_id: UUID) -> Listing[Activity]:
    """List the log, oldest line first, for viewers who may see the offer."""
    return LowestFirst(await _visible_lines(viewer, offer_id), ORDER, "seq")


async def latest_activity(viewer: Viewer, offer_id: UUID) -> int:
    """Return the number of the newest line, from which a new subscriber starts; 0 for an empty log."""
    newest = await (await _visible_lines(viewer, offer_id)).order_by("-seq").first()
    return newest.seq if newest else 0


async def _visible_lines(viewer: Viewer, offer_id: UUID) -> QuerySet[Activity]:
    """Build the query for the lines that this viewer may read."""
    offer = await offer_shown_to(viewer, offer_id, now(), "offerId")
    return Activity.lines_for(offer_id, Offer.may_change(viewer, offer.author.id, offer.kind))
