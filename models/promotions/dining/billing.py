"""The bill of a session, computed while the session is open and frozen when it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.promotions.active import ActivePromotion, fetch_moment, fetch_promotions
from models.promotions.dining.session_tab import build_tab, fetch_priced_orders
from models.promotions.dining.table_session import TableSession
from models.promotions.pricing.bill import Bill, compute_bill
from models.promotions.pricing.cart import Cart
from models.promotions.pricing.effects import AppliedOffer, PricedLine
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.requirements import unmet_apart_from_cart
from models.promotions.pricing.rule import Level
from models.promotions.pricing.situation import Situation, build_situation


@dataclass(frozen=True, slots=True)
class SessionBill:
    """The bill with its orders: pairs of number and order, without cancelled ones."""

    orders: Sequence[tuple[int, PricedOrder]]
    bill: Bill

    @property
    def bill_offers(self) -> Sequence[AppliedOffer]:
        """The offers taken off the bill itself; the orders' own offers come before them."""
        return self.bill.offers[sum(len(order.applied_offers) for _, order in self.orders) :]

    @property
    def form(self) -> dict[str, Any]:
        """The JSON that is frozen and that clients read."""
        numbers = [number for number, order in self.orders for _ in order.lines]
        by_order = [number for number, order in self.orders for _ in order.applied_offers]
        of_bill = [None] * len(self.bill_offers)
        bill = self.bill
        return {
            "lines": [_line(*pair) for pair in zip(bill.lines, numbers, strict=True)],
            "offers": [_offer(*pair) for pair in zip(bill.offers, [*by_order, *of_bill], strict=True)],
            "taxes": [{"name": tax.name, "rate": tax.rate, "amount": tax.amount} for tax in bill.taxes],
            "subtotal": bill.subtotal,
            "offer_discount": bill.offer_discount,
            "session_discount": bill.session_discount,
            "saved": bill.discount,
            "total": bill.total,
        }


async def fetch_bill_form(session: TableSession, now: datetime) -> dict[str, Any]:
    """Return the frozen bill, or the bill as it would be now."""
    if session.bill is not None:
        return dict(session.bill)
    return (await compute_session_bill(session, await fetch_session_offers(session, now))).form


async def fetch_session_offers(session: TableSession, now: datetime) -> Sequence[ActivePromotion]:
    """Return the automatic bill-level offers open to this party now; the bill checks minimum spend."""
    if not session.restaurant.auto_best:
        return []
    at = build_situation(Cart(), (), await fetch_moment(session.restaurant, session.guest, now), None)
    promotions = await fetch_promotions(session.restaurant, session.guest, now)
    return [
        promotion_use
        for promotion_use in promotions
        if promotion_use.promotion.level is Level.SESSION and _is_available(promotion_use, at)
    ]


async def compute_session_bill(session: TableSession, offers: Sequence[ActivePromotion]) -> SessionBill:
    """Compute the bill with the offers the session has chosen, and with the others if those save more."""
    orders = await fetch_priced_orders(session)
    tab = await build_tab(session, [order for _, order in orders])
    candidates = [candidate for candidate in offers if not tab.has(candidate.promotion.id)]
    return _affordable_bill(session, orders, tab.choices, candidates)


def _affordable_bill(
    session: TableSession,
    orders: Sequence[tuple[int, PricedOrder]],
    choices: Sequence[Promotion],
    offers: Sequence[ActivePromotion],
) -> SessionBill:
    """Compute the bill without offers whose budget does not cover what they would take off."""
    place = session.restaurant
    rates = [(name, rate) for name, rate in place.tax_rates]
    promotions = [*choices, *(candidate.promotion for candidate in offers)]
    session_bill = SessionBill(
        orders, compute_bill([order for _, order in orders], promotions, rates, place.stacking)
    )
    amounts = {candidate.offer_id: candidate.amount for candidate in session_bill.bill_offers}
    affordable = [
        candidate
        for candidate in offers
        if not _is_over_budget(candidate, amounts.get(candidate.promotion.id, 0))
    ]
    return (
        session_bill
        if len(affordable) == len(offers)
        else _affordable_bill(session, orders, choices, affordable)
    )


def _is_over_budget(candidate: ActivePromotion, amount: int) -> bool:
    budget = candidate.promotion.budget
    return budget is not None and amount > 0 and candidate.use.spent + amount > budget


def _is_available(candidate: ActivePromotion, at: Situation) -> bool:
    is_unmet = any(unmet_apart_from_cart(candidate.promotion, candidate.use, at))
    return candidate.promotion.is_automatic and not is_unmet


def _line(line: PricedLine, number: int) -> dict[str, Any]:
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


def _offer(use: AppliedOffer, number: int | None) -> dict[str, Any]:
    return {
        "order_number": number,
        "offer_id": str(use.offer_id),
        "title": use.title,
        "amount": use.amount,
        "explanation": use.sentence,
    }
