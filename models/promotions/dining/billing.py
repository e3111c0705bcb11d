"""The bill of a session, computed while the session is open and frozen when it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.promotions.dining.session_tab import orders_of, tab_with
from models.promotions.dining.table_session import TableSession
from models.promotions.on_offer import OnOffer, moment_at, promotions_at
from models.promotions.pricing.applied import Applied
from models.promotions.pricing.bill import Bill, bill
from models.promotions.pricing.cart import Cart
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.requirements import unmet_whatever_the_cart
from models.promotions.pricing.rule import Level
from models.promotions.pricing.situation import Situation, situation


@dataclass(frozen=True, slots=True)
class SessionBill:
    """The bill with its orders: pairs of number and order, without cancelled ones."""

    orders: Sequence[tuple[int, PricedOrder]]
    bill: Bill

    @property
    def of_session(self) -> Sequence[Applied]:
        """The offers taken off the bill itself; the orders' own offers come before them."""
        return self.bill.offers[sum(len(order.applied) for _, order in self.orders) :]

    @property
    def form(self) -> dict[str, Any]:
        """The JSON that is frozen and that clients read."""
        numbers = [number for number, order in self.orders for _ in order.lines]
        by_order = [number for number, order in self.orders for _ in order.applied]
        of_bill = [None] * len(self.of_session)
        made = self.bill
        return {
            "lines": [_line(*each) for each in zip(made.lines, numbers, strict=True)],
            "offers": [_offer(*each) for each in zip(made.offers, [*by_order, *of_bill], strict=True)],
            "taxes": [{"name": tax.name, "rate": tax.rate, "amount": tax.amount} for tax in made.taxes],
            "subtotal": made.subtotal,
            "offer_discount": made.offer_discount,
            "session_discount": made.session_discount,
            "saved": made.saved,
            "total": made.total,
        }


async def bill_form(session: TableSession, now: datetime) -> dict[str, Any]:
    """Return the frozen bill, or the bill as it would be now."""
    if session.bill is not None:
        return dict(session.bill)
    return (await bill_with(session, await session_offers(session, now))).form


async def session_offers(session: TableSession, now: datetime) -> Sequence[OnOffer]:
    """Return the automatic bill-level offers open to this party now; the bill checks minimum spend."""
    if not session.restaurant.auto_best:
        return []
    at = situation(Cart(), (), await moment_at(session.restaurant, session.guest, now), None)
    found = await promotions_at(session.restaurant, session.guest, now)
    return [each for each in found if each.promotion.level is Level.SESSION and _holds(each, at)]


async def bill_with(session: TableSession, offers: Sequence[OnOffer]) -> SessionBill:
    """Compute the bill with the offers the session has chosen, and with the others if those save more."""
    orders = await orders_of(session)
    tab = await tab_with(session, [order for _, order in orders])
    others = [each for each in offers if not tab.has(each.promotion.id)]
    return _affordable(session, orders, tab.chosen, others)


def _affordable(
    session: TableSession,
    orders: Sequence[tuple[int, PricedOrder]],
    chosen: Sequence[Promotion],
    offers: Sequence[OnOffer],
) -> SessionBill:
    """Compute the bill without offers whose budget does not cover what they would take off."""
    place = session.restaurant
    rates = [(name, rate) for name, rate in place.tax_rates]
    promotions = [*chosen, *(each.promotion for each in offers)]
    made = SessionBill(orders, bill([order for _, order in orders], promotions, rates, place.stacking))
    taken = {each.offer_id: each.amount for each in made.of_session}
    left = [each for each in offers if not _is_over(each, taken.get(each.promotion.id, 0))]
    return made if len(left) == len(offers) else _affordable(session, orders, chosen, left)


def _is_over(each: OnOffer, taken: int) -> bool:
    budget = each.promotion.budget
    return budget is not None and taken > 0 and each.use.spent + taken > budget


def _holds(each: OnOffer, at: Situation) -> bool:
    is_unmet = any(unmet_whatever_the_cart(each.promotion, each.use, at))
    return each.promotion.is_automatic and not is_unmet


def _line(line: Any, number: int) -> dict[str, Any]:
    return {
        "order_number": number,
        "name": line.item.name,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "list_price": line.list_price,
        "discount": line.discount,
        "total": line.total,
        "is_free_item": line.is_free,
        "offer_id": str(line.offer_id) if line.offer_id else None,
    }


def _offer(applied: Applied, number: int | None) -> dict[str, Any]:
    return {
        "order_number": number,
        "offer_id": str(applied.offer_id),
        "title": applied.title,
        "amount": applied.amount,
        "explanation": applied.sentence,
    }
