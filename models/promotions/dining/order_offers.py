"""The JSON in which an order stores its offers, written and read; bill-level offers have `terms`."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from models.promotions.form import Form, kept_form, kept_promotion
from models.promotions.pricing.applied import Applied, Promised
from models.promotions.pricing.order import PricedOrder


def offers_form(order: PricedOrder) -> list[Form]:
    own = [_form(one.offer_id, one.title, one.is_stackable, one) for one in order.applied]
    return own + [_promise(one) for one in order.promised]


def applied_of(forms: Sequence[Form]) -> tuple[Applied, ...]:
    """Read the order-level offers."""
    own = (form for form in forms if "terms" not in form)
    return tuple(Applied(**form | {"offer_id": UUID(form["offer_id"])}) for form in own)


def promised_of(forms: Sequence[Form]) -> tuple[Promised, ...]:
    """Read the bill-level offers."""
    return tuple(_promised(form) for form in forms if "terms" in form)


def _form(offer_id: UUID, title: str, is_stackable: bool, one: Any) -> Form:
    said = {"amount": one.amount, "sentence": one.sentence}
    return {"offer_id": str(offer_id), "title": title, "is_stackable": is_stackable, **said}


def _promise(one: Promised) -> Form:
    promotion = one.promotion
    form = _form(promotion.id, promotion.title, promotion.is_stackable, one)
    return {**form, "terms": kept_form(promotion)}


def _promised(form: Form) -> Promised:
    words = UUID(form["offer_id"]), form["title"], form["is_stackable"]
    return Promised(kept_promotion(*words, form["terms"]), form["amount"], form["sentence"])
