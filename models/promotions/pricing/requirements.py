"""The conditions of a promotion that a situation does not meet."""

from collections.abc import Iterator

from models.promotions.pricing.item import Scope
from models.promotions.pricing.missing import Missing, MissingCode
from models.promotions.pricing.promotion import Promotion, Use
from models.promotions.pricing.rule import BuyGet
from models.promotions.pricing.situation import Situation


def unmet_conditions(promotion: Promotion, use: Use, at: Situation) -> Iterator[Missing]:
    if promotion.needs_code and not promotion.matches_code(at.code):
        yield Missing(MissingCode.CODE_REQUIRED)
    yield from unmet_apart_from_cart(promotion, use, at)
    yield from unmet_by_cart(promotion, at)
    yield from unmet_by_rule(promotion, at)


def unmet_apart_from_cart(promotion: Promotion, use: Use, at: Situation) -> Iterator[Missing]:
    yield from unmet_by_guest(promotion, use, at)
    if not promotion.conditions.are_met_at(at.local):
        yield Missing(MissingCode.NOT_NOW)
    if promotion.limit is not None and use.total >= promotion.limit:
        yield Missing(MissingCode.LIMIT_REACHED)


def unmet_by_guest(promotion: Promotion, use: Use, at: Situation) -> Iterator[Missing]:
    """Yield what the guest lacks; a limit per customer requires contact details to count by."""
    conditions, is_known, limit = promotion.conditions, at.moment.is_known_customer, promotion.customer_limit
    lacks_customer = limit is not None and use.by_customer is None
    if lacks_customer or ((conditions.needs_customer or conditions.first_order) and not is_known):
        yield Missing(MissingCode.CUSTOMER_REQUIRED)
    if conditions.first_order and is_known and not at.moment.is_first_order:
        yield Missing(MissingCode.FIRST_ORDER_ONLY)
    if limit is not None and use.by_customer is not None and use.by_customer >= limit:
        yield Missing(MissingCode.CUSTOMER_LIMIT_REACHED)


def unmet_by_cart(promotion: Promotion, at: Situation) -> Iterator[Missing]:
    """Yield the missing spend, of the subtotal, and the missing quantity, of what the scope covers.

    A bill-level offer also counts earlier orders.
    """
    conditions = promotion.conditions
    spent, units = at.tab.spending_on(promotion) if at.tab.orders else (0, 0)
    if (amount := conditions.min_amount - spent - at.subtotal) > 0:
        yield Missing(MissingCode.MIN_SPEND, amount=amount, currency=at.cart.currency)
    if not conditions.min_quantity:
        return
    if (quantity := conditions.min_quantity - units - at.cart.quantity_of(conditions.scope)) > 0:
        yield missing_units(MissingCode.MIN_QUANTITY, conditions.scope, quantity, at)


def unmet_by_rule(promotion: Promotion, at: Situation) -> Iterator[Missing]:
    """Yield the units left to buy: free units need not be in the cart, discounted ones must be."""
    rule = promotion.rule
    if not isinstance(rule, BuyGet):
        return
    discounted_units = 0 if rule.is_free or rule.get_scope != rule.buy else 1
    quantity = rule.buy_quantity + discounted_units - at.cart.quantity_of(rule.buy)
    if quantity > 0:
        yield missing_units(MissingCode.ITEMS, rule.buy, quantity, at)
    elif not rule.is_free and not at.cart.quantity_of(rule.get_scope):
        yield missing_units(MissingCode.ITEMS, rule.get_scope, 1, at)


def missing_units(code: MissingCode, scope: Scope, quantity: int, at: Situation) -> Missing:
    items = () if scope.is_everything else tuple(at.menu.items_in(scope))
    return Missing(code, None, quantity, scope, items, at.cart.currency)
