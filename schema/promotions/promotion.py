"""The promotion as its restaurant sees it, and as whoever holds a link to it does."""

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
Shared = strawberry.Parent[PromotionRow]


async def words_of(terms: PromotionRow, info: Info) -> tuple[str, list[str]]:
    """Its rule and its conditions."""
    restaurant = await info.context.loaders.restaurants.load(terms.restaurant_id)
    menu = await info.context.loaders.menus.load(terms.restaurant_id)
    names = {item.id: item.name for item in menu}
    currency = restaurant.currency if restaurant else ""
    said = condition_words(terms.conditions, names, currency)
    return rule_words(terms.rule, names, currency), list(said)


async def money(minor_units: int | None, offer: OfferRow, info: Info) -> Money | None:
    restaurant = await info.context.loaders.restaurants.load(offer.terms.restaurant_id)
    return money_of(minor_units, restaurant.currency) if restaurant and minor_units is not None else None


@strawberry.type(description="What a promotion gives, when, and how often.")
class PromotionTerms:
    @strawberry.field(graphql_type=Restaurant, description="Where.")
    async def restaurant(offer: Terms, info: Info) -> Any:
        return await info.context.loaders.restaurants.load(offer.terms.restaurant_id)

    @strawberry.field(description="What it gives.")
    def type(offer: Terms) -> RuleType:
        return type_of(offer.terms.rule)

    @strawberry.field(description="Where it is taken off.")
    def level(offer: Terms) -> Level:
        return level_of(offer.terms.rule)

    @strawberry.field(description="What it gives, in words.")
    async def rule(offer: Terms, info: Info) -> str:
        return (await words_of(offer.terms, info))[0]

    @strawberry.field(description="When it holds, beside its window, in words.")
    async def conditions(offer: Terms, info: Info) -> list[str]:
        return (await words_of(offer.terms, info))[1]

    @strawberry.field(description="What it gives, part by part.")
    def rule_parts(offer: Terms) -> PromotionRule:
        return rule_parts(offer.terms.rule)

    @strawberry.field(graphql_type=PromotionConditions, description="When it holds, part by part.")
    def condition_parts(offer: Terms) -> Any:
        return offer.terms.conditions

    @strawberry.field(description="What guests type; in capitals.")
    def code(offer: Terms) -> str | None:
        code: str | None = offer.terms.code
        return code

    @strawberry.field(description="Whether it holds without being chosen.")
    def is_automatic(offer: Terms) -> bool:
        return bool(offer.terms.is_automatic)

    @strawberry.field(description="Whether it combines with others.")
    def is_stackable(offer: Terms) -> bool:
        return bool(offer.terms.is_stackable)

    @strawberry.field(description="The greater goes first among offers that save the same.")
    def priority(offer: Terms) -> int:
        return int(offer.terms.priority)

    @strawberry.field(description="How often it can be used in all.")
    def usage_limit(offer: Terms) -> int | None:
        limit: int | None = offer.terms.usage_limit
        return limit

    @strawberry.field(description="How often one guest can use it.")
    def customer_limit(offer: Terms) -> int | None:
        limit: int | None = offer.terms.customer_limit
        return limit

    @strawberry.field(description="What it may take off in all.")
    async def budget(offer: Terms, info: Info) -> Money | None:
        return await money(offer.terms.budget, offer, info)

    @strawberry.field(description="How often it was used; what was given back is not counted.")
    async def used(offer: Terms, info: Info) -> int:
        return int((await info.context.loaders.uses.load(offer.id)).used)

    @strawberry.field(description="What it has taken off so far.")
    async def spent(offer: Terms, info: Info) -> Money | None:
        return await money((await info.context.loaders.uses.load(offer.id)).spent, offer, info)


@strawberry.type(description="What a restaurant takes off an order or a bill.")
class PromotionOffer(Offer):
    @strawberry.field(graphql_type=PromotionTerms, description="What it gives, and when.")
    def terms(offer: Terms) -> Any:
        return offer

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return getattr(row, "kind", None) == PROMOTION.name


@strawberry.type(description="What a promotion gives, as whoever holds a link to it sees it.")
class SharedPromotionTerms:
    @strawberry.field(description="Where.")
    async def restaurant_name(terms: Shared, info: Info) -> str:
        found = await info.context.loaders.restaurants.load(terms.restaurant_id)
        return found.name if found else ""

    @strawberry.field(description="What it gives, in words.")
    async def rule(terms: Shared, info: Info) -> str:
        return (await words_of(terms, info))[0]

    @strawberry.field(description="When it holds, beside its window, in words.")
    async def conditions(terms: Shared, info: Info) -> list[str]:
        return (await words_of(terms, info))[1]

    @strawberry.field(description="What to type when ordering; null: nothing.")
    def promo_code(terms: Shared) -> str | None:
        return terms.code

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, PromotionRow)
