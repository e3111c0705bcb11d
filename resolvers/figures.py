"""What can be asked about many offers at once."""

from datetime import date

from models.days import Days
from models.response_figures import ResponseFigures, response_figures
from models.viewer import Viewer


async def of_responses(viewer: Viewer, first: date, last: date, zone: str | None) -> ResponseFigures:
    days = Days.between(first, last, viewer.time_zone if zone is None else zone)
    return await response_figures(viewer.id, days)
