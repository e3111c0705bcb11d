"""The chain of statements that notifies the people of an event, however many they are."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.events import Event
from models.notifications.message import KIND
from models.notifications.preference import default_ways
from models.storage.chain import Part
from models.storage.sql import Sql, one_of
from models.storage.statements import json_object, new_id

# Sorted, so that concurrent transactions cannot deadlock on the counters.
RAISE = """INSERT INTO inboxes (user_id, seq) SELECT user_id, {by} FROM {source} ORDER BY user_id
ON CONFLICT (user_id) DO UPDATE SET seq = inboxes.seq + {by} RETURNING user_id, seq"""
REACHABLE = "u.{address} IS NOT NULL AND u.disabled_at IS NULL"


@dataclass(frozen=True, slots=True)
class NotificationContent:
    """The event that a notification reports."""

    event: Event
    offer_id: UUID
    share_id: UUID | None
    created_at: datetime


def users_with(user_ids: list[UUID]) -> Sql:
    """Select these users."""
    return "SELECT id AS user_id FROM users WHERE" + one_of("id", user_ids)


def telling(audience: Sql, content: NotificationContent) -> list[Part]:
    """Build the chain; `told` answers with the users who get a notification, `letters` with the messages."""
    return [
        Part("ways", _ways(audience, content.event), ("user_id", "in_app", "email", "sms")),
        Part("told", _raise_counters(), ("user_id", "seq"), "ways", True, flags=("in_app",)),
        Part("notices", _notices(content), source="told"),
        Part("letters", _letters(content), ("id",), "ways", True, flags=("email", "sms")),
        Part("letter_jobs", _jobs(content.created_at), source="letters"),
    ]


def lock_counters(audience: Sql) -> Sql:
    """Build the statement that locks the counters of these users in the order of `telling`."""
    return Sql(RAISE.format(source="(" + audience.text + ") AS audience", by=0), *audience.values)


def _raise_counters() -> Sql:
    return Sql(RAISE.format(source="ways WHERE in_app", by=1))


def _ways(audience: Sql, event: Event) -> Sql:
    """Select the ways in which the event reaches each user; letters only to users with an address."""
    email, sms = REACHABLE.format(address="email"), REACHABLE.format(address="phone")
    choices = "preferences p JOIN users u ON u.id = p.user_id"
    return (
        Sql("SELECT a.user_id, COALESCE(p.in_app, ?) AS in_app,", default_ways(event).in_app)
        + f"COALESCE(p.email AND {email}, FALSE) AS email, COALESCE(p.sms AND {sms}, FALSE) AS sms FROM ("
        + audience
        + Sql(f") AS a LEFT JOIN ({choices}) ON p.user_id = a.user_id AND p.event = ?", event)
    )


def _notices(content: NotificationContent) -> Sql:
    columns = "id, user_id, seq, event, offer_id, share_id, created_at"
    insert = f"INSERT INTO notifications ({columns}) SELECT {new_id()}, user_id, seq, ?, ?, ?, ? FROM told"
    return Sql(insert, content.event, content.offer_id, content.share_id, content.created_at)


def _letters(content: NotificationContent) -> Sql:
    columns = "id, created_at, purpose, event, offer_id, share_id, state, reason, user_id, channel"
    values = f"{new_id()}, ?, 'NEWS', ?, ?, ?, 'QUEUED', '', user_id, channel"
    deliveries = (
        "SELECT user_id, 'EMAIL' AS channel FROM ways WHERE email"
        " UNION ALL SELECT user_id, 'SMS' FROM ways WHERE sms"
    )
    insert = (
        f"INSERT INTO messages ({columns}) SELECT {values} FROM ({deliveries}) AS deliveries RETURNING id"
    )
    return Sql(insert, content.created_at, content.event, content.offer_id, content.share_id)


def _jobs(now: datetime) -> Sql:
    """Plan the sending of each letter."""
    values = f"{new_id()}, ?, '{KIND}', '{KIND}:' || CAST(id AS TEXT), {json_object()}('message', id), ?, 0"
    insert = "INSERT INTO jobs (id, created_at, kind, key, payload, due_at, attempts)"
    return Sql(f"{insert} SELECT {values} FROM letters", now, now)
