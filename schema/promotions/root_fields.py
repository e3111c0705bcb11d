"""The root fields of restaurants and their promotions."""

from collections.abc import AsyncGenerator

import strawberry

from models.promotions.code_batch import CodesRequest
from models.promotions.menu_item import MenuItem as MenuItemRow
from models.promotions.preview import PromotionPreview as PreviewRow
from models.promotions.promo_code import PromoCode as PromoCodeRow
from models.promotions.restaurant import Restaurant as RestaurantRow
from models.promotions.table import DiningTable as DiningTableRow
from models.promotions.usage import PromotionUsage as UsageRow
from models.storage.paging import Listing, start_after
from resolvers.promotions import promo_codes
from resolvers.promotions import promotion as promotions
from resolvers.promotions import restaurant_news as news_resolvers
from resolvers.promotions import restaurants as restaurant_resolvers
from resolvers.promotions.promotion import ShownFigures
from resolvers.promotions.restaurant_news import ORDER as NEWS
from resolvers.promotions.restaurant_news import News
from schema.context import Info
from schema.fields.paging import LastSeen
from schema.fields.permissions import IsBuilder
from schema.fields.root_field import answering_query, list_query, mutation, query, subscription
from schema.offers.arguments import OfferId
from schema.promotions.arguments import (
    FirstDay,
    InsteadOf,
    ItemId,
    Label,
    LastDay,
    MenuItemDetails,
    Moment,
    NewCode,
    NewRestaurant,
    RestaurantChange,
    RestaurantId,
    TableId,
    Terms,
    about_terms,
)
from schema.promotions.dining.arguments import Cart, Guest, GuestCode
from schema.promotions.dining.comparison import OfferComparison, TriedPromotionResult, build_comparison
from schema.promotions.dining.input import diner
from schema.promotions.figures import PromotionFiguresResult
from schema.promotions.preview import PromotionPreviewResult
from schema.promotions.promo_code import (
    Codes,
    Count,
    GeneratedResult,
    Length,
    OfState,
    Prefix,
    PromoCode,
    PromoCodesGenerated,
    PromoCodesWithdrawn,
    UsesEach,
    WithdrawnResult,
)
from schema.promotions.restaurant import DiningTableResult, MenuItemResult, Restaurant, RestaurantResult
from schema.promotions.restaurant_news import RestaurantNews
from schema.promotions.usage import PromotionUsage


@strawberry.type
class PromoCodeQuery:
    @list_query(
        IsBuilder,
        "The codes generated for one of your promotions, newest first. Admins: any promotion.",
        PromoCode,
    )
    async def promo_codes(
        self, info: Info, offer_id: OfferId, state: OfState = None
    ) -> Listing[PromoCodeRow]:
        return await promo_codes.codes(info.context.viewer, offer_id, state)


@strawberry.type
class PromoCodeMutation:
    @mutation(
        IsBuilder,
        "Generate random codes for one of your promotions that is not automatic. They avoid"
        " letters that look alike and are unique in the restaurant. Admins: any promotion.",
        GeneratedResult,
    )
    async def generate_promo_codes(
        self,
        info: Info,
        offer_id: OfferId,
        count: Count,
        prefix: Prefix = "",
        length: Length = 8,
        uses_each: UsesEach = 1,
    ) -> PromoCodesGenerated:
        request = CodesRequest(count, prefix, length, uses_each)
        codes = await promo_codes.generate_codes(info.context.viewer, offer_id, request)
        return PromoCodesGenerated(codes=codes)

    @mutation(
        IsBuilder,
        "Withdraw codes generated for one of your promotions. Past uses are kept. Admins: any promotion.",
        WithdrawnResult,
    )
    async def withdraw_promo_codes(self, info: Info, offer_id: OfferId, codes: Codes) -> PromoCodesWithdrawn:
        withdrawn_codes = await promo_codes.withdraw_codes(info.context.viewer, offer_id, codes)
        return PromoCodesWithdrawn(codes=withdrawn_codes)


@strawberry.type
class PromotionQuery(PromoCodeQuery):
    @query(IsBuilder, "One of your restaurants. Admins: any restaurant.", Restaurant)
    async def restaurant(self, info: Info, id: RestaurantId) -> RestaurantRow:
        return await restaurant_resolvers.restaurant(info.context.viewer, id)

    @list_query(IsBuilder, "Your restaurants, newest first. Admins: all restaurants.", Restaurant)
    async def restaurants(self, info: Info) -> Listing[RestaurantRow]:
        return restaurant_resolvers.restaurants(info.context.viewer)

    @answering_query(
        IsBuilder,
        "Figures of the promotions of one of your restaurants, day by day; by default the"
        " last 30 days, at most 366. Admins: any restaurant.",
        PromotionFiguresResult,
    )
    async def promotion_figures(
        self, info: Info, restaurant_id: RestaurantId, first: FirstDay = None, last: LastDay = None
    ) -> ShownFigures:
        return await promotions.promotion_figures(info.context.viewer, restaurant_id, first, last)

    @answering_query(
        IsBuilder,
        "What a promotion would have saved on past orders of one of your restaurants; by"
        " default the last seven days. Nothing is stored. Admins: any restaurant.",
        PromotionPreviewResult,
    )
    async def preview_promotion(
        self,
        info: Info,
        restaurant_id: RestaurantId,
        terms: Terms,
        offer_id: InsteadOf = None,
        first: FirstDay = None,
        last: LastDay = None,
    ) -> PreviewRow:
        with about_terms():
            return await promotions.preview_promotion(
                info.context.viewer, restaurant_id, terms.as_terms(), offer_id, first, last
            )

    @answering_query(
        IsBuilder,
        "What a promotion would do for a cart in one of your restaurants, beside the current"
        " offers. Nothing is stored. Admins: any restaurant.",
        TriedPromotionResult,
    )
    async def try_promotion(
        self,
        info: Info,
        restaurant_id: RestaurantId,
        terms: Terms,
        cart: Cart,
        customer: Guest = None,
        promo_code: GuestCode = None,
        at: Moment = None,
    ) -> OfferComparison:
        lines = [line.pair for line in cart]
        guest = diner(customer, info.context.settings.secret_key)
        with about_terms():
            trial = await promotions.try_promotion(
                info.context.viewer, restaurant_id, terms.as_terms(), lines, guest, promo_code, at
            )
        return build_comparison(trial.offers, trial.comparison)

    @query(
        IsBuilder,
        "The usage of one of your promotions, and the orders before and after it started."
        " Admins: any promotion.",
        PromotionUsage,
    )
    async def promotion_usage(self, info: Info, offer_id: OfferId) -> UsageRow:
        return await promotions.promotion_usage(info.context.viewer, offer_id)


@strawberry.type
class PromotionMutation(PromoCodeMutation):
    @mutation(
        IsBuilder, "Create a restaurant. Builders own it; admins create it for a builder.", RestaurantResult
    )
    async def create_restaurant(self, info: Info, input: NewRestaurant) -> RestaurantRow:
        return await restaurant_resolvers.create_restaurant(
            info.context.viewer, input.builder_id, input.settings()
        )

    @mutation(IsBuilder, "Change one of your restaurants. Admins: any restaurant.", RestaurantResult)
    async def update_restaurant(self, info: Info, id: RestaurantId, input: RestaurantChange) -> RestaurantRow:
        return await restaurant_resolvers.update_restaurant(info.context.viewer, id, input.settings())

    @mutation(
        IsBuilder,
        "Add or change an item on the menu of one of your restaurants. Existing orders are"
        " not affected. Admins: any restaurant.",
        MenuItemResult,
    )
    async def save_menu_item(
        self, info: Info, restaurant_id: RestaurantId, input: MenuItemDetails, id: ItemId = None
    ) -> MenuItemRow:
        return await restaurant_resolvers.save_menu_item(info.context.viewer, restaurant_id, id, vars(input))

    @mutation(IsBuilder, "Add a table to one of your restaurants. Admins: any restaurant.", DiningTableResult)
    async def add_table(
        self, info: Info, restaurant_id: RestaurantId, code: NewCode, label: Label
    ) -> DiningTableRow:
        return await restaurant_resolvers.add_table(info.context.viewer, restaurant_id, code, label)

    @mutation(
        IsBuilder,
        "Change a table of one of your restaurants. A replaced code stops working. Admins: any restaurant.",
        DiningTableResult,
    )
    async def update_table(self, info: Info, id: TableId, code: NewCode, label: Label) -> DiningTableRow:
        return await restaurant_resolvers.update_table(info.context.viewer, id, code, label)


@strawberry.type
class PromotionSubscription:
    @subscription(
        IsBuilder,
        "Events in one of your restaurants after the given cursor, as they happen: orders"
        " placed or cancelled, and uses of promotions. Admins: any restaurant.",
        RestaurantNews,
    )
    async def restaurant_news(
        self, info: Info, restaurant_id: RestaurantId, after: LastSeen = None
    ) -> AsyncGenerator[News, None]:
        viewer = info.context.viewer
        latest = await news_resolvers.latest_news(viewer, restaurant_id)
        start = start_after(after, NEWS, latest)
        async for news in news_resolvers.follow_news(viewer, restaurant_id, start):
            info.context.loaders.clear()
            yield news
