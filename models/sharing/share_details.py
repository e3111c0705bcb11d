"""The details that an author sees with a link: its response and its message, read in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from models.notifications.message import Message
from models.sharing.response import Response
from models.storage.row import Row
from models.storage.sql import Sql, fetch_tuples, one_of
from models.storage.statements import columns_of, selected

R = TypeVar("R", bound=Row)
# The latest invitation or reminder, as in `Message.of_shares`.
LATEST = """SELECT latest.id FROM messages latest WHERE latest.share_id = s.id AND latest.purpose <> 'NEWS'
AND (latest.event IS NULL OR latest.event = 'REMINDED') ORDER BY latest.created_at DESC LIMIT 1"""
TABLES = f"""shares s JOIN offers o ON o.id = s.offer_id LEFT JOIN responses r ON r.share_id = s.id
LEFT JOIN messages m ON m.id = ({LATEST})"""


@dataclass(frozen=True, slots=True)
class ShareDetails:
    """The kind of the offer, with the response to the link and its message."""

    kind: str
    response: Response | None
    message: Message | None


async def details_of(share_ids: Sequence[UUID]) -> Mapping[UUID, ShareDetails]:
    """Return the details of these shares."""
    columns = f"s.id, o.kind, {selected(Response, 'r')}, {selected(Message, 'm')}"
    rows = await fetch_tuples(Sql(f"SELECT {columns} FROM {TABLES} WHERE") + one_of("s.id", share_ids))
    return {UUID(str(row[0])): _details(row) for row in rows}


def _details(row: Sequence[Any]) -> ShareDetails:
    split = 2 + len(columns_of(Response))
    return ShareDetails(row[1], _row(Response, row[2:split]), _row(Message, row[split:]))


def _row(model: type[R], values: Sequence[Any]) -> R | None:
    by_column = {column: value for (_, column, _), value in zip(columns_of(model), values, strict=True)}
    return model.from_values(by_column) if by_column["id"] else None
