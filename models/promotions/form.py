"""The JSON in which a promotion's rule and conditions are stored, written and read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from models.checks import clean_line
from models.offers.log_field import camel_case, in_percent
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.item import Scope
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.rule import BuyGet, FlatOff, FreeItem, PercentOff, Rule
from models.refused import Refused, bad_input
from models.time_of_day import clock_text

Form = dict[str, Any]
# A number, a text, a list or a scope, as JSON has it.
FormValue = Any


class RuleType(StrEnum):
    """The kinds of rule."""

    PERCENT_OFF = "PERCENT_OFF"
    FLAT_OFF = "FLAT_OFF"
    BUY_GET = "BUY_GET"
    FREE_ITEM = "FREE_ITEM"


CLASSES: dict[RuleType, type[Any]] = {
    RuleType.PERCENT_OFF: PercentOff,
    RuleType.FLAT_OFF: FlatOff,
    RuleType.BUY_GET: BuyGet,
    RuleType.FREE_ITEM: FreeItem,
}
MOST_NAMED = 200
SCOPES = frozenset({"scope", "buy", "get", "items"})
SETS = frozenset({"weekdays"})


def rule_of(form: Mapping[str, Any]) -> Rule:
    values = {name: value for name, value in form.items() if name != "type"}
    rule: Rule = CLASSES[RuleType(form["type"])](**_open_values(values))
    return rule


def conditions_of(form: Mapping[str, Any]) -> Conditions:
    return Conditions(**_open_values(form))


def rule_form(rule: Rule) -> Form:
    return {"type": type_of(rule).value, **_close_values(rule)}


def type_of(rule: Rule) -> RuleType:
    return next(name for name, rule_class in CLASSES.items() if isinstance(rule, rule_class))


def conditions_form(conditions: Conditions) -> Form:
    return _close_values(conditions)


def frozen_terms_form(promotion: Promotion) -> Form:
    """Write the terms that an order keeps of a chosen bill-level offer; later changes do not affect it."""
    until = promotion.until.isoformat() if promotion.until else None
    rule, conditions = rule_form(promotion.rule), conditions_form(promotion.conditions)
    return {"rule": rule, "conditions": conditions, "priority": promotion.priority, "until": until}


def promotion_of(offer_id: UUID, title: str, is_stackable: bool, form: Mapping[str, Any]) -> Promotion:
    until = datetime.fromisoformat(form["until"]) if form["until"] else None
    terms = rule_of(form["rule"]), conditions_of(form["conditions"])
    common = {"is_stackable": is_stackable, "priority": form["priority"], "until": until}
    return Promotion(offer_id, title, *terms, **common)


def scope_form(items: list[UUID], categories: list[str]) -> Form:
    return {"items": sorted(str(item) for item in items), "categories": sorted(categories)}


def check_scope(items: list[UUID], categories: list[str]) -> Form:
    """Build a scope with clean category names; refuses more than MOST_NAMED items or categories."""
    if len(items) > MOST_NAMED or len(categories) > MOST_NAMED:
        raise bad_input(
            f"A promotion cannot name more than {MOST_NAMED} items and categories.", "terms.promotion"
        )
    return scope_form(items, [clean_line(category, "terms.promotion", 80) for category in categories])


def check_terms(rule: Mapping[str, Any], conditions: Mapping[str, Any]) -> tuple[Form, Form]:
    """Validate rule and conditions, return both as stored; refusals name their field as clients write it."""
    rule_json = _form_with_path("rule", lambda: rule_form(rule_of(rule)))
    return rule_json, _form_with_path("conditions", lambda: conditions_form(conditions_of(conditions)))


def _form_with_path(part: str, make: Callable[[], Form]) -> Form:
    try:
        form = make()
    except Refused as refused:
        raise bad_input(refused.sentence, f"terms.promotion.{part}.{refused.field}") from None
    return form


def _open_values(form: Mapping[str, Any]) -> Form:
    return {name: _open(name, value) for name, value in form.items()}


def _open(name: str, value: object) -> object:
    if name in SCOPES and isinstance(value, Mapping):
        return Scope(frozenset(map(UUID, value["items"])), frozenset(value["categories"]))
    return frozenset(value) if name in SETS and isinstance(value, Iterable) else value


def _close_values(terms: Rule | Conditions) -> Form:
    return {name: _close(name, value) for name, value in asdict(terms).items()}


def _close(name: str, value: object) -> object:
    if name in SCOPES and isinstance(value, Mapping):
        return scope_form(list(value["items"]), list(value["categories"]))
    return sorted(value) if name in SETS and isinstance(value, frozenset) else value


def log_form(form: object) -> object:
    """Write a rule or conditions in the names and units of the API's inputs."""
    if not isinstance(form, Mapping):
        return form
    return {camel_case(name): log_form(_log_value(name, value)) for name, value in form.items()}


def _log_value(name: str, value: object) -> object:
    return IN_LOG[name](value) if name in IN_LOG and value is not None else value


IN_LOG: Mapping[str, Callable[[Any], Any]] = {
    "percent": in_percent,
    "weekdays": lambda days: [day + 1 for day in days],
    "opens": clock_text,
    "closes": clock_text,
}
