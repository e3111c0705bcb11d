"""The times at which a shop may send texts: pure functions of its time zone and quiet hours."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


def end_of_quiet(moment: datetime, zone: ZoneInfo, quiet_from: int, quiet_until: int) -> datetime:
    """Return `moment`, or the end of the quiet hours around it, given in minutes after local midnight."""
    local = moment.astimezone(zone)
    minute = local.hour * 60 + local.minute
    if not _is_quiet(minute, quiet_from, quiet_until):
        return moment
    morning = local.replace(hour=quiet_until // 60, minute=quiet_until % 60, second=0, microsecond=0, fold=0)
    ends = morning if morning.astimezone(moment.tzinfo) > moment else morning + DAY
    return ends.astimezone(moment.tzinfo)


def turn_times(
    first: datetime, step: timedelta, last: datetime, zone: ZoneInfo, quiet_from: int, quiet_until: int
) -> Iterator[datetime]:
    """Yield the times at which customers are asked in turn if nobody answers, up to and including `last`."""
    turn = end_of_quiet(first, zone, quiet_from, quiet_until)
    while turn <= last:
        yield turn
        turn = end_of_quiet(turn + step, zone, quiet_from, quiet_until)


def _is_quiet(minute: int, quiet_from: int, quiet_until: int) -> bool:
    """Tell whether the minute is quiet. The hours may span midnight; equal bounds mean no quiet hours."""
    if quiet_from <= quiet_until:
        return quiet_from <= minute < quiet_until
    return minute >= quiet_from or minute < quiet_until
