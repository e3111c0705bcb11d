"""Reading many inboxes together: what followers wait for, in one statement each."""

from collections.abc import Collection, Sequence
from uuid import UUID

from models.notifications.notification import Notification
from models.storage.sql import Sql, fetch, fetch_tuples, on_postgres, one_of

# A user's id, and the number after which to read.
Position = tuple[UUID, int]

LATERAL = """SELECT a.place, n.* FROM (VALUES {rows}) a (place, user_id, after)
 CROSS JOIN LATERAL (SELECT * FROM notifications n WHERE n.user_id = a.user_id AND n.seq > a.after
 ORDER BY n.seq LIMIT {most}) n ORDER BY a.place, n.seq"""
CORRELATED = """SELECT a.column1 AS place, n.* FROM (VALUES {rows}) a JOIN notifications n ON n.id IN
 (SELECT id FROM notifications WHERE user_id = a.column2 AND seq > a.column3 ORDER BY seq LIMIT {most})
 ORDER BY a.column1, n.seq"""


async def read_inboxes(positions: Sequence[Position], most: int) -> list[list[Notification]]:
    """Return for each position at most so many notifications after it, in order."""
    text, row = (LATERAL, "(?::int, ?::uuid, ?::bigint)") if on_postgres() else (CORRELATED, "(?, ?, ?)")
    values = [value for place, position in enumerate(positions) for value in (place, *position)]
    rows = await fetch(Sql(text.format(rows=", ".join([row] * len(positions)), most=most), *values))
    inboxes: list[list[Notification]] = [[] for _ in positions]
    for record in rows:
        inboxes[record["place"]].append(Notification.from_values(record))
    return inboxes


async def unread_counts(user_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return the number of unread notifications of each of these users; without any they are not named."""
    rows = await fetch_tuples(
        "SELECT user_id, COUNT(*) FROM notifications WHERE read_at IS NULL AND dismissed_at IS NULL AND"
        + one_of("user_id", list(user_ids))
        + "GROUP BY user_id"
    )
    return {user_id if isinstance(user_id, UUID) else UUID(user_id): count for user_id, count in rows}
