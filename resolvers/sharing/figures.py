"""What can be asked about many offers at once."""

from datetime import date

from models.clock import now
from models.people.user import clean_zone
from models.people.viewer import Viewer
from models.sharing.figures import ResponseFigures, response_figures
from models.storage.calendar_days import CalendarDays

USUAL_DAYS = 30


async def of_responses(
    viewer: Viewer, first: date | None, last: date | None, zone: str | None
) -> ResponseFigures:
    there = viewer.time_zone if zone is None else clean_zone(zone, "zone")
    return await response_figures(viewer.id, CalendarDays.asked(first, last, USUAL_DAYS, there, now()))
