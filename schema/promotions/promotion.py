"""The promotion as its restaurant sees it, and as the recipient of a link sees it."""

from typing import Any

import strawberry

from models.offers.records import OfferRow
from models.promotions.form import type_of
from models.promotions.pricing.rule import level_of
from models.promotions.promotion import PROMOTION
from models.promotions.row import PromotionRow
from models.promotions.words import condition_words, rule_words
from schema.context import Info
from schema.money import Money
from schema.offers.offer import Offer
from schema.promotions.enums import Level, RuleType
from schema.promotions.parts import PromotionConditions, PromotionRule, rule_parts
from schema.promotions.restaurant import Restaurant, money_of

Terms = strawberry.Parent[OfferRow]
SharedTerms = strawberry.Parent[PromotionRow]


async def words_of(terms: PromotionRow, info: Info) -> tuple[str, list[str]]:
    """Return the rule and the conditions in words."""
    restaurant = await info.context.loaders.restaurants.load(terms.restaurant_id)
    menu = await info.context.loaders.menus.load(terms.restaurant_id)
    names = {item.id: item.name for item in menu}
    currency = restaurant.currency if restaurant else ""
    conditions = condition_words(terms.conditions, names, currency)
    return rule_words(terms.rule, names, currency), list(conditions)


async def money(minor_units: int | None, offer: OfferRow, info: Info) -> Money | None:
    restaurant = await info.context.loaders.restaurants.load(offer.terms.restaurant_id)
    return money_of(minor_units, restaurant.currency) if restaurant and minor_units is not None else None


@strawberry.type(description="The terms of a promotion: its discount, conditions and limits.")
class PromotionTerms:
    @strawberry.field(graphql_type=Restaurant, description="The restaurant.")
    async def restaurant(offer: Terms, info: Info) -> Any:
        return await info.context.loaders.restaurants.load(offer.terms.restaurant_id)

    @strawberry.field(description="The type of the rule.")
    def type(offer: Terms) -> RuleType:
        return type_of(offer.terms.rule)

    @strawberry.field(description="The level at which the discount is taken off.")
    def level(offer: Terms) -> Level:
        return level_of(offer.terms.rule)

    @strawberry.field(description="The rule in words.")
    async def rule(offer: Terms, info: Info) -> str:
        return (await words_of(offer.terms, info))[0]

    @strawberry.field(description="The conditions in words, apart from the validity window.")
    async def conditions(offer: Terms, info: Info) -> list[str]:
        return (await words_of(offer.terms, info))[1]

    @strawberry.field(description="The rule, part by part.")
    def rule_parts(offer: Terms) -> PromotionRule:
        return rule_parts(offer.terms.rule)

    @strawberry.field(graphql_type=PromotionConditions, description="The conditions, part by part.")
    def condition_parts(offer: Terms) -> Any:
        return offer.terms.conditions

    @strawberry.field(description="The code that guests type, in capitals; null for none.")
    def code(offer: Terms) -> str | None:
        code: str | None = offer.terms.code
        return code

    @strawberry.field(description="Whether it applies without being chosen.")
    def is_automatic(offer: Terms) -> bool:
        return bool(offer.terms.is_automatic)

    @strawberry.field(description="Whether it combines with other promotions.")
    def is_stackable(offer: Terms) -> bool:
        return bool(offer.terms.is_stackable)

    @strawberry.field(description="The priority among offers with equal savings; higher goes first.")
    def priority(offer: Terms) -> int:
        return int(offer.terms.priority)

    @strawberry.field(description="The maximum number of uses in total; null if unlimited.")
    def usage_limit(offer: Terms) -> int | None:
        limit: int | None = offer.terms.usage_limit
        return limit

    @strawberry.field(description="The maximum number of uses per guest; null if unlimited.")
    def customer_limit(offer: Terms) -> int | None:
        limit: int | None = offer.terms.customer_limit
        return limit

    @strawberry.field(description="The maximum total discount; null if unlimited.")
    async def budget(offer: Terms, info: Info) -> Money | None:
        return await money(offer.terms.budget, offer, info)

    @strawberry.field(description="The number of uses, without those given back.")
    async def used(offer: Terms, info: Info) -> int:
        return int((await info.context.loaders.uses.load(offer.id)).used)

    @strawberry.field(description="The total discount so far.")
    async def spent(offer: Terms, info: Info) -> Money | None:
        return await money((await info.context.loaders.uses.load(offer.id)).spent, offer, info)


@strawberry.type(description="A promotion: a restaurant's discount on an order or a bill.")
class PromotionOffer(Offer):
    @strawberry.field(graphql_type=PromotionTerms, description="The discount, conditions and limits.")
    def terms(offer: Terms) -> Any:
        return offer

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return getattr(row, "kind", None) == PROMOTION.name


@strawberry.type(description="The terms of a promotion as the recipient of a link sees them.")
class SharedPromotionTerms:
    @strawberry.field(description="The restaurant's name.")
    async def restaurant_name(terms: SharedTerms, info: Info) -> str:
        restaurant = await info.context.loaders.restaurants.load(terms.restaurant_id)
        return restaurant.name if restaurant else ""

    @strawberry.field(description="The rule in words.")
    async def rule(terms: SharedTerms, info: Info) -> str:
        return (await words_of(terms, info))[0]

    @strawberry.field(description="The conditions in words, apart from the validity window.")
    async def conditions(terms: SharedTerms, info: Info) -> list[str]:
        return (await words_of(terms, info))[1]

    @strawberry.field(description="The code to type when ordering; null if none is needed.")
    def promo_code(terms: SharedTerms) -> str | None:
        return terms.code

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, PromotionRow)
