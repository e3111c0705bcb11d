"""The notification preferences of a user."""

from collections.abc import Sequence

from models.clock import now
from models.events import Event
from models.notifications.preference import Preference
from models.people.viewer import Viewer
from subscriptions.work import unit_of_work


async def notification_preferences(viewer: Viewer) -> Sequence[Preference]:
    return await Preference.all_of(viewer.id)


async def set_notification_preference(
    viewer: Viewer, event: Event, ways: dict[str, bool | None]
) -> Preference:
    """Set how an event reaches the viewer; a way that is None stays unchanged."""
    choices = {way: on for way, on in ways.items() if on is not None}
    return await unit_of_work(lambda: Preference.choose(viewer.id, event, choices, now()))
