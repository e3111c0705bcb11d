"""The root fields around slots."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import argument

from resolvers.slots import slot as slot_resolvers
from schema.arguments import ShopId
from schema.context import Info
from schema.fields.permissions import IsBuilder, IsBuilderOrScheduler
from schema.fields.root_field import mutation, query
from schema.offers.unions import OfferResult
from schema.scalars import MinorUnits
from schema.slots.loop import LoopRunResult, OfferLoopRun, SlotCandidates
from schema.slots.shop_figures import ShopFigures

SlotId = Annotated[UUID, argument(description="The slot's id.")]
StartsAt = Annotated[datetime, argument(description="When it begins.")]
EndsAt = Annotated[datetime, argument(description="When it is over.")]
Chair = Annotated[
    str | None, argument(description="Which chair, room or person, if the shop tells them apart.")
]
Since = Annotated[datetime | None, argument(description="Not before this moment.")]
Until = Annotated[datetime | None, argument(description="Before this moment; now unless told.")]
Price = Annotated[MinorUnits | None, argument(description="What it is worth, in the shop's currency.")]


@strawberry.type
class SlotQuery:
    @query(
        IsBuilder,
        "Everybody who is considered for a slot of your shop, in order, and when they would be asked.",
        SlotCandidates,
    )
    async def slot_candidates(self, info: Info, slot_id: SlotId) -> object:
        return await slot_resolvers.candidates(info.context.viewer, slot_id, info.context.texting)

    @query(
        IsBuilder,
        "What the slots came to that your shop opened in a year at most; the last 30 days unless told.",
        ShopFigures,
    )
    async def shop_figures(
        self, info: Info, shop_id: ShopId, since: Since = None, until: Until = None
    ) -> object:
        return await slot_resolvers.figures_of(info.context.viewer, shop_id, since, until)


@strawberry.type
class SlotMutation:
    @mutation(IsBuilder, "Offer a free time of your shop to its customers; admins any.", OfferResult)
    async def open_slot(
        self,
        info: Info,
        shop_id: ShopId,
        starts_at: StartsAt,
        ends_at: EndsAt,
        chair: Chair = None,
        price: Price = None,
    ) -> object:
        return await slot_resolvers.open_slot(info.context.viewer, shop_id, starts_at, ends_at, chair, price)

    @mutation(IsBuilder, "Take a slot of your shop back; admins any.", OfferResult)
    async def withdraw_slot(self, info: Info, slot_id: SlotId) -> object:
        return await slot_resolvers.withdraw_slot(info.context.viewer, slot_id)

    @mutation(
        IsBuilderOrScheduler,
        "Do what is due for a slot: let go whoever did not answer in time, and ask the next. Safe to repeat.",
        LoopRunResult,
        keyed=False,
    )
    async def run_offer_loop(self, info: Info, slot_id: SlotId) -> object:
        context = info.context
        run = await slot_resolvers.run_offer_loop(context.viewer_or_none, slot_id, context.texting)
        return OfferLoopRun.of(run)
