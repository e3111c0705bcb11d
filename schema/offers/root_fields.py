"""The root fields of offers of all kinds."""

from collections.abc import AsyncGenerator

import strawberry

from jobs.offers.expiry import expire_due_offers
from models.clock import now
from models.offers.activity import Activity as ActivityRow
from models.offers.filter import OfferFilter
from models.offers.lifecycle import Step
from models.offers.records import OfferRow
from models.storage.paging import Listing, start_after
from resolvers.offers import activity as activity_resolvers
from resolvers.offers import offer as offer_resolvers
from resolvers.offers.activity import ORDER as ACTIVITY
from resolvers.offers.bulk import take_steps
from resolvers.offers.live_activity import follow_activity
from schema.context import Info
from schema.fields.paging import LastSeen
from schema.fields.permissions import IsScheduler, IsSignedIn
from schema.fields.root_field import list_query, mutation, query, subscription
from schema.offers.activity import Activity
from schema.offers.arguments import (
    ExpectedVersion,
    NewOffer,
    OfferChange,
    OfferId,
    OfferIds,
    OrderBy,
    Successor,
    WhichOffers,
)
from schema.offers.bulk import OfferSteps, OfferStepsResult
from schema.offers.enums import Order
from schema.offers.expiry import ExpiryRun, ExpiryRunResult
from schema.offers.offer import Offer, OfferDeleted, OfferDeletedResult
from schema.offers.unions import OfferResult


@strawberry.type
class OfferQuery:
    @query(IsSignedIn, "One offer of any kind; FORBIDDEN if you cannot see it.", Offer)
    async def offer(self, info: Info, id: OfferId) -> OfferRow:
        return await offer_resolvers.offer(info.context.viewer, id)

    @list_query(IsSignedIn, "The offers of all kinds that you can see.", Offer)
    async def offers(
        self, info: Info, filter: WhichOffers = None, order_by: OrderBy = Order.NEWEST
    ) -> Listing[OfferRow]:
        offer_filter = filter.as_filter() if filter else OfferFilter()
        return offer_resolvers.offers(info.context.viewer, offer_filter, order_by)

    @list_query(IsSignedIn, "The log of an offer that you can see, oldest line first.", Activity)
    async def activity(self, info: Info, offer_id: OfferId) -> Listing[ActivityRow]:
        return await activity_resolvers.activity(info.context.viewer, offer_id)


@strawberry.type
class OfferMutation:
    @mutation(
        IsSignedIn,
        "Create an offer. Incentives: builders for their own projects, admins for any project.",
        OfferResult,
    )
    async def create_offer(self, info: Info, input: NewOffer) -> OfferRow:
        return await offer_resolvers.create_offer(
            info.context.viewer, input.own_values(), input.terms.as_terms()
        )

    @mutation(
        IsSignedIn, "Change one of your offers; this raises its version. Admins: any offer.", OfferResult
    )
    async def update_offer(
        self, info: Info, id: OfferId, input: OfferChange, expected_version: ExpectedVersion = None
    ) -> OfferRow:
        return await offer_resolvers.update_offer(
            info.context.viewer, id, input.own_values(), input.new_terms(), expected_version
        )

    @mutation(
        IsSignedIn, "Activate one of your offers, or resume a paused one. Admins: any offer.", OfferResult
    )
    async def activate_offer(self, info: Info, id: OfferId) -> OfferRow:
        return await offer_resolvers.take_step(info.context.viewer, id, Step.ACTIVATE)

    @mutation(IsSignedIn, "Pause one of your offers. Admins: any offer.", OfferResult)
    async def pause_offer(self, info: Info, id: OfferId) -> OfferRow:
        return await offer_resolvers.take_step(info.context.viewer, id, Step.PAUSE)

    @mutation(IsSignedIn, "Close one of your offers permanently. Admins: any offer.", OfferResult)
    async def close_offer(self, info: Info, id: OfferId) -> OfferRow:
        return await offer_resolvers.take_step(info.context.viewer, id, Step.CLOSE)

    @mutation(
        IsSignedIn, "Delete one of your offers; its log is kept. Admins: any offer.", OfferDeletedResult
    )
    async def delete_offer(self, info: Info, id: OfferId) -> OfferDeleted:
        deleted_id = await offer_resolvers.delete_offer(info.context.viewer, id)
        return OfferDeleted(id=deleted_id, message="The offer was removed.")

    @mutation(IsScheduler, "Record and announce every expiry that is due.", ExpiryRunResult, takes_key=False)
    async def expire_due_offers(self) -> ExpiryRun:
        return ExpiryRun(count=await expire_due_offers(now()))

    @mutation(IsSignedIn, "Create a draft from one of your offers. Admins: from any offer.", OfferResult)
    async def duplicate_offer(self, info: Info, id: OfferId) -> OfferRow:
        return await offer_resolvers.duplicate_offer(info.context.viewer, id)

    @mutation(
        IsSignedIn,
        "Withdraw one of your offers and name the offer that replaces it. Admins: any offer.",
        OfferResult,
    )
    async def supersede_offer(self, info: Info, id: OfferId, by_id: Successor) -> OfferRow:
        return await offer_resolvers.supersede_offer(info.context.viewer, id, by_id)

    @mutation(
        IsSignedIn,
        "Activate or resume several of your offers (admins: any). A refusal does not affect the others.",
        OfferStepsResult,
        takes_key=False,
    )
    async def activate_offers(self, info: Info, ids: OfferIds) -> OfferSteps:
        return OfferSteps.of(await take_steps(info.context.viewer, ids, Step.ACTIVATE))

    @mutation(
        IsSignedIn,
        "Pause several of your offers (admins: any). A refusal does not affect the others.",
        OfferStepsResult,
        takes_key=False,
    )
    async def pause_offers(self, info: Info, ids: OfferIds) -> OfferSteps:
        return OfferSteps.of(await take_steps(info.context.viewer, ids, Step.PAUSE))

    @mutation(
        IsSignedIn,
        "Close several of your offers permanently (admins: any). A refusal does not affect the others.",
        OfferStepsResult,
        takes_key=False,
    )
    async def close_offers(self, info: Info, ids: OfferIds) -> OfferSteps:
        return OfferSteps.of(await take_steps(info.context.viewer, ids, Step.CLOSE))


@strawberry.type
class OfferSubscription:
    @subscription(
        IsSignedIn,
        "The lines of an offer's log after this cursor, then each new line.",
        Activity,
        shared=True,
    )
    async def offer_activity(
        self, info: Info, offer_id: OfferId, after: LastSeen = None
    ) -> AsyncGenerator[ActivityRow, None]:
        viewer = info.context.viewer
        latest = await activity_resolvers.latest_activity(viewer, offer_id)
        start = start_after(after, ACTIVITY, latest)
        async for line in follow_activity(viewer, offer_id, start):
            yield line
