"""The JSON in which an order stores its offers, written and read; bill-level offers have `terms`."""

from collections.abc import Sequence
from uuid import UUID

from models.promotions.form import Form, frozen_terms_form, promotion_of
from models.promotions.pricing.effects import AppliedOffer, BillPromise
from models.promotions.pricing.order import PricedOrder


def offers_form(order: PricedOrder) -> list[Form]:
    order_level_forms = [
        _effect_form(effect.offer_id, effect.title, effect.is_stackable, effect)
        for effect in order.applied_offers
    ]
    return order_level_forms + [_promise_form(effect) for effect in order.promises]


def read_order_offers(forms: Sequence[Form]) -> tuple[AppliedOffer, ...]:
    """Read the order-level offers."""
    order_level_forms = (form for form in forms if "terms" not in form)
    return tuple(AppliedOffer(**form | {"offer_id": UUID(form["offer_id"])}) for form in order_level_forms)


def read_promises(forms: Sequence[Form]) -> tuple[BillPromise, ...]:
    """Read the bill-level offers."""
    return tuple(_read_promise(form) for form in forms if "terms" in form)


def _effect_form(offer_id: UUID, title: str, is_stackable: bool, effect: AppliedOffer | BillPromise) -> Form:
    effect_form = {"amount": effect.amount, "sentence": effect.sentence}
    return {"offer_id": str(offer_id), "title": title, "is_stackable": is_stackable, **effect_form}


def _promise_form(promise: BillPromise) -> Form:
    promotion = promise.promotion
    form = _effect_form(promotion.id, promotion.title, promotion.is_stackable, promise)
    return {**form, "terms": frozen_terms_form(promotion)}


def _read_promise(form: Form) -> BillPromise:
    words = UUID(form["offer_id"]), form["title"], form["is_stackable"]
    return BillPromise(promotion_of(*words, form["terms"]), form["amount"], form["sentence"])
