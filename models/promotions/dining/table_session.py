"""The table session: a party at a table, from sitting down to the bill."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from tortoise import fields

from models.people.access import Access, require
from models.people.viewer import Viewer
from models.promotions.dining.guest import GuestContact
from models.promotions.restaurant import Restaurant, orders_channel
from models.promotions.table import DiningTable, normalize_code, table_channel
from models.refused import Code, Refused
from models.storage.doorbells import ring
from models.storage.row import Row
from models.storage.sql import Sql, fetch, on_postgres

INSERT = """INSERT INTO table_sessions (id, created_at, restaurant_id, table_id, guest)
VALUES (?, ?, ?, ?, ?) ON CONFLICT (table_id) WHERE closed_at IS NULL DO NOTHING RETURNING id"""


class TableSession(Row):
    """The session, open to guests who know its id; a table has at most one open session.

    Closing it freezes `bill`.
    """

    restaurant: fields.ForeignKeyRelation[Restaurant] = fields.ForeignKeyField(
        "offers.Restaurant", related_name="sessions"
    )
    restaurant_id: UUID
    table: fields.ForeignKeyRelation[DiningTable] = fields.ForeignKeyField(
        "offers.DiningTable", related_name="sessions"
    )
    table_id: UUID
    guest = fields.CharField(max_length=260, null=True)
    bill_requested_at: datetime | None = fields.DatetimeField(null=True)
    closed_at: datetime | None = fields.DatetimeField(null=True)
    bill: Any = fields.JSONField(null=True)

    class Meta:
        table = "table_sessions"

    @classmethod
    async def open(cls, table: DiningTable, guest: str | None, now: datetime) -> Self:
        """Return the session that is open at this table, or a new one: everyone at a table shares it."""
        session = cls(table_id=table.id, restaurant_id=table.restaurant_id)
        if await fetch(Sql(INSERT, session.id, now, table.restaurant_id, table.id, guest)):
            ring(table_channel(table.id))
        return await cls.get(table_id=table.id, closed_at=None)

    @classmethod
    async def open_at(cls, table: DiningTable) -> Self | None:
        """Return the session that is open at this table, with its table and restaurant, or None."""
        at_table = cls.filter(table_id=table.id, closed_at=None)
        return await at_table.select_related("restaurant", "table").first()

    @classmethod
    async def by_id(cls, session_id: UUID, field: str = "sessionId") -> Self:
        """Return the session with its table and restaurant; refuses an unknown id with NOT_FOUND."""
        query = cls.filter(id=session_id).select_related("restaurant", "table").first()
        return await require(query, None, Access(None, "session", None, "TableSession.by_id", field))

    @classmethod
    async def lock(cls, session_id: UUID, field: str = "sessionId") -> Self:
        """Return the session, locked: orders of one table are placed one after the other."""
        if on_postgres():
            await fetch(Sql("SELECT id FROM table_sessions WHERE id = ? FOR UPDATE", session_id))
        return await cls.by_id(session_id, field)

    @classmethod
    async def run_by(cls, viewer: Viewer, session_id: UUID, field: str = "sessionId") -> Self:
        """Return the session, locked, to a viewer who runs its restaurant."""
        session = await cls.lock(session_id, field)
        if not viewer.is_admin and session.restaurant.builder_id != viewer.id:
            raise Access(viewer, "session", session_id, "TableSession.run_by", field).deny(exists=True)
        return session

    def notify(self) -> None:
        """Notify the restaurant and the table after the commit."""
        ring(orders_channel(self.restaurant_id))
        ring(table_channel(self.table_id))

    def refuse_closed(self) -> None:
        if self.closed_at is not None:
            raise Refused(Code.STEP_NOT_ALLOWED, "This session is closed; its bill is final.", "sessionId")


def guest_key(diner: GuestContact, restaurant: Restaurant, party: TableSession | None) -> str | None:
    """Return the key of the guest whose uses are counted: by contact details, else who opened the session."""
    return diner.key(restaurant.id, restaurant.region) or (party.guest if party else None)


async def fetch_party(code: str | None) -> TableSession | None:
    """Return the session that is open at the table with this code, or None."""
    if code is None:
        return None
    at_table = TableSession.filter(table__code=normalize_code(code), closed_at=None)
    return await at_table.select_related("restaurant", "table").first()
