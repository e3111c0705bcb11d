"""The figures of the responses to an author's offers."""

from datetime import date

from models.clock import now
from models.people.user import clean_zone
from models.people.viewer import Viewer
from models.sharing import figures
from models.storage.calendar_days import CalendarDays

USUAL_DAYS = 30


async def response_figures(
    viewer: Viewer, first: date | None, last: date | None, zone: str | None
) -> figures.ResponseFigures:
    days_zone = viewer.time_zone if zone is None else clean_zone(zone, "zone")
    days = CalendarDays.from_input(first, last, USUAL_DAYS, days_zone, now())
    return await figures.response_figures(viewer.id, days)
