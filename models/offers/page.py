"""Lists of offers: one statement per page, at a cost that does not grow with the table."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.money import LARGEST
from models.offers.filter import OfferFilter
from models.offers.offer import Offer
from models.offers.reading import join_terms, joins, rows_of, selection
from models.offers.records import OfferRow
from models.offers.register import KINDS, every_kind
from models.people.viewer import Viewer
from models.refused import bad_input
from models.storage.paging import NOT_OURS, Listing, Page, PageRequest, cursor, cut, moment_at, place
from models.storage.sql import TRUE, Sql, fetch, on_postgres

NEVER = "9999-12-31 00:00:00+00:00"


class Order(StrEnum):
    """The order of a list of offers."""

    NEWEST = "NEWEST"
    ENDING_SOONEST = "ENDING_SOONEST"
    AMOUNT = "AMOUNT"


WAYS = {Order.NEWEST: "DESC", Order.ENDING_SOONEST: "ASC", Order.AMOUNT: "DESC"}


@dataclass(frozen=True)
class OfferListing(Listing[OfferRow]):
    """The offers that match the filter and that the viewer may see."""

    viewer: Viewer
    offer_filter: OfferFilter
    order: Order
    now: datetime

    async def page(self, page_request: PageRequest) -> Page[OfferRow]:
        """Read the keys first, then their columns, in one statement."""
        kinds = [KINDS[name] for name in self.offer_filter.kinds]
        way = WAYS[self.order]
        keys = _keys(self.viewer, self.offer_filter, self.order, page_request, self.now)
        rows = f"JOIN offers o ON o.id = keys.id {joins(kinds)} ORDER BY keys.sort {way}, keys.id {way}"
        sql = f"SELECT {selection(kinds)} FROM (" + keys + f") keys {rows}"
        return cut(await rows_of(sql, kinds, self.now), page_request.size)

    async def count(self) -> int:
        return int((await fetch(_total(self.viewer, self.offer_filter, self.now)))[0]["total"])

    def cursor(self, row: OfferRow) -> str:
        sorts_by = {
            Order.NEWEST: row.created_at,
            Order.ENDING_SOONEST: row.valid_until,
            Order.AMOUNT: _amount(row),
        }
        return cursor(self.order, sorts_by[self.order], row.id)


def _total(viewer: Viewer, offer_filter: OfferFilter, now: datetime) -> Sql:
    condition = offer_filter.condition(now) & Offer.visible_to(viewer)
    query = f"SELECT COUNT(*) AS total FROM offers o {_terms(offer_filter, Order.NEWEST).text} WHERE"
    if not _of_few_projects(viewer, offer_filter):
        return query + condition
    per_project = f"{query} o.project_id = seen.project_id AND (" + condition + ")"
    return (
        "SELECT COALESCE(SUM(("
        + per_project
        + ")), 0) AS total FROM ("
        + _projects(viewer, offer_filter)
        + ") seen"
    )


def _key(order: Order) -> str:
    """Return the SQL expression that the order sorts by."""
    if order is Order.NEWEST:
        return "o.created_at"
    if order is Order.ENDING_SOONEST:
        return f"COALESCE(o.valid_until, '{NEVER}')"
    amounts = [f"{kind.name}_t.{kind.amount}" for kind in every_kind() if kind.amount]
    return f"COALESCE({', '.join([*amounts, '0'])})"


def _amount(row: OfferRow) -> int:
    """Return the amount that `_key` sorts by; 0 without one, as for a slot without a price."""
    column = KINDS[row.kind].amount
    return (getattr(row.terms, column) or 0) if column else 0


def _keys(
    viewer: Viewer, offer_filter: OfferFilter, order: Order, page_request: PageRequest, now: datetime
) -> Sql:
    key, way = _key(order), WAYS[order]
    condition = offer_filter.condition(now) & Offer.visible_to(viewer) & _after(page_request.after, order)
    source = f"SELECT o.id, {key} AS sort FROM offers o {_terms(offer_filter, order).text}"
    order_by = f"ORDER BY sort {way}, id {way}"
    limit = Sql("LIMIT ? OFFSET ?", page_request.size + 1, page_request.offset)
    if not (on_postgres() and _of_few_projects(viewer, offer_filter)):
        return Sql(f"{source} WHERE") + condition + f"ORDER BY sort {way}, o.id {way}" + limit
    top = Sql(f"{source} WHERE o.project_id = seen.project_id AND (") + condition + ")"
    top += Sql(f"ORDER BY sort {way}, o.id {way} LIMIT ?", page_request.offset + page_request.size + 1)
    return (
        "SELECT id, sort FROM ("
        + _projects(viewer, offer_filter)
        + ") seen CROSS JOIN LATERAL ("
        + top
        + f") top {order_by}"
        + limit
    )


def _of_few_projects(viewer: Viewer, offer_filter: OfferFilter) -> bool:
    """Tell whether reading project by project is faster than sorting or counting the whole table."""
    one_kind = (
        len(offer_filter.kinds) == 1 and KINDS[offer_filter.kinds[0]].visible_projects(viewer) is not None
    )
    return one_kind and not viewer.is_admin


def _projects(viewer: Viewer, offer_filter: OfferFilter) -> Sql:
    """Select every project that can hold an offer the viewer may see; `visible_to` then checks each offer."""
    own_projects = Sql("UNION SELECT project_id FROM offers WHERE author_id = ?", viewer.id)
    return (KINDS[offer_filter.kinds[0]].visible_projects(viewer) or Sql("SELECT NULL")) + own_projects


def _terms(offer_filter: OfferFilter, order: Order) -> Sql:
    """Build the joins of the terms that the condition or the order needs."""
    sorted_kinds = [kind for kind in every_kind() if kind.amount and order is Order.AMOUNT]
    filtered_kinds = [KINDS[name] for name in offer_filter.kinds if offer_filter.terms is not None]
    return Sql(join_terms(tuple(dict.fromkeys([*sorted_kinds, *filtered_kinds]))))


def _after(text: str | None, order: Order) -> Sql:
    if text is None:
        return TRUE
    key, way = _key(order), WAYS[order]
    value, row_id = place(text, order)
    beyond = "<" if way == "DESC" else ">"
    return Sql(f"({key}, o.id) {beyond} (?, ?)", _sorted_value(value, order), row_id)


def _sorted_value(value: str | int | None, order: Order) -> datetime | int:
    if order is not Order.AMOUNT:
        return moment_at(NEVER if value is None and order is Order.ENDING_SOONEST else value)
    if not isinstance(value, int) or not 0 <= value <= LARGEST:
        raise bad_input(NOT_OURS, "after")
    return value
