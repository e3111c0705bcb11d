"""The root fields of shops, their customers, appointments and slots."""

from collections.abc import AsyncGenerator

import strawberry

from models.offers.records import OfferRow
from models.slots.appointment import Appointment as AppointmentRow
from models.slots.appointment_page import AppointmentFilter
from models.slots.customer import Customer as CustomerRow
from models.slots.preview import Preview
from models.slots.shop import Shop as ShopRow
from models.slots.shop_figures import SlotFigures
from models.storage.paging import Listing
from resolvers.slots import appointments as appointment_resolvers
from resolvers.slots import shops as shop_resolvers
from resolvers.slots import slot as slot_resolvers
from resolvers.slots.appointments import Cancellation
from schema.context import Info
from schema.fields.permissions import IsBuilder, IsBuilderOrScheduler
from schema.fields.root_field import list_query, mutation, query, subscription
from schema.offers.unions import OfferResult
from schema.slots.appointment import Appointment, AppointmentCancelledResult, AppointmentResult
from schema.slots.arguments import (
    AppointmentId,
    AppointmentRows,
    BeginsFrom,
    BeginsUntil,
    Chair,
    CustomerChange,
    CustomerId,
    CustomerRows,
    DepositOutcome,
    EndsAt,
    NewAppointment,
    NewCustomer,
    NewShop,
    OfAppointmentStatus,
    OptedIn,
    PaymentReference,
    Price,
    Search,
    ShopChange,
    ShopId,
    Since,
    SlotId,
    Source,
    StartsAt,
    Until,
)
from schema.slots.customer import Customer, CustomerResult
from schema.slots.enums import AppointmentStatus
from schema.slots.imports import Import, ImportResult
from schema.slots.loop import LoopRunResult, OfferLoopRun, SlotCandidates
from schema.slots.shop import Shop, ShopResult
from schema.slots.shop_figures import ShopFigures
from schema.slots.slot import SlotOffer


@strawberry.type
class AppointmentQuery:
    @list_query(
        IsBuilder,
        "The appointments of one of your shops, latest start first. Admins: any shop.",
        Appointment,
    )
    async def appointments(
        self,
        info: Info,
        shop_id: ShopId,
        from_: BeginsFrom = None,
        until: BeginsUntil = None,
        status: OfAppointmentStatus = None,
    ) -> Listing[AppointmentRow]:
        appointment_filter = AppointmentFilter(shop_id, from_, until, status)
        return await appointment_resolvers.appointments(info.context.viewer, appointment_filter)


@strawberry.type
class AppointmentMutation:
    @mutation(
        IsBuilder,
        "Book an appointment for a customer of one of your shops. Admins: any shop. Refused"
        " if the time is taken.",
        AppointmentResult,
    )
    async def book_appointment(self, info: Info, input: NewAppointment) -> AppointmentRow:
        return await appointment_resolvers.book_appointment(
            info.context.viewer, input.shop_id, input.customer_id, input.wish()
        )

    @mutation(
        IsBuilder,
        "Record that an appointment of one of your shops took place, once it has started. Admins: any shop.",
        AppointmentResult,
    )
    async def settle_appointment(self, info: Info, id: AppointmentId) -> AppointmentRow:
        return await appointment_resolvers.conclude(info.context.viewer, id, AppointmentStatus.SETTLED)

    @mutation(
        IsBuilder,
        "Record that the customer did not come to an appointment of one of your shops, once"
        " it has started. Admins: any shop.",
        AppointmentResult,
    )
    async def mark_no_show(self, info: Info, id: AppointmentId) -> AppointmentRow:
        return await appointment_resolvers.conclude(info.context.viewer, id, AppointmentStatus.NO_SHOW)

    @mutation(
        IsBuilder,
        "Cancel an appointment of one of your shops and offer its time to other customers. Admins: any shop.",
        AppointmentCancelledResult,
    )
    async def cancel_appointment(self, info: Info, id: AppointmentId) -> Cancellation:
        return await appointment_resolvers.cancel_appointment(info.context.viewer, id)

    @mutation(
        IsBuilder,
        "Import past and future appointments into one of your shops. Admins: any shop. Safe to repeat.",
        ImportResult,
    )
    async def import_appointments(self, info: Info, shop_id: ShopId, rows: AppointmentRows) -> Import:
        appointments = [row.row() for row in rows]
        return Import.of(
            await appointment_resolvers.import_appointments(info.context.viewer, shop_id, appointments)
        )

    @mutation(
        IsBuilderOrScheduler,
        "Record whether the deposit of an appointment of one of your shops was paid. Admins:"
        " any shop. Safe to repeat.",
        AppointmentResult,
    )
    async def record_deposit(
        self, info: Info, appointment_id: AppointmentId, result: DepositOutcome, reference: PaymentReference
    ) -> AppointmentRow:
        viewer = info.context.viewer_or_none
        return await appointment_resolvers.record_deposit(viewer, appointment_id, result, reference)


@strawberry.type
class SlotQuery(AppointmentQuery):
    @query(IsBuilder, "One of your shops. Admins: any shop.", Shop)
    async def shop(self, info: Info, id: ShopId) -> ShopRow:
        return await shop_resolvers.shop(info.context.viewer, id)

    @list_query(IsBuilder, "Your shops, newest first. Admins: all shops.", Shop)
    async def shops(self, info: Info) -> Listing[ShopRow]:
        return shop_resolvers.shops(info.context.viewer)

    @list_query(IsBuilder, "The customers of one of your shops, newest first. Admins: any shop.", Customer)
    async def customers(self, info: Info, shop_id: ShopId, search: Search = None) -> Listing[CustomerRow]:
        return await shop_resolvers.customers(info.context.viewer, shop_id, search)

    @query(
        IsBuilder,
        "The customers considered for a slot of your shop, in order, and when each would be asked.",
        SlotCandidates,
    )
    async def slot_candidates(self, info: Info, slot_id: SlotId) -> Preview:
        return await slot_resolvers.candidates(info.context.viewer, slot_id, info.context.texting)

    @query(
        IsBuilder,
        "Figures of the slots that your shop opened in a period of at most one year; by"
        " default the last 30 days.",
        ShopFigures,
    )
    async def shop_figures(
        self, info: Info, shop_id: ShopId, since: Since = None, until: Until = None
    ) -> SlotFigures:
        return await slot_resolvers.figures_of(info.context.viewer, shop_id, since, until)


@strawberry.type
class SlotMutation(AppointmentMutation):
    @mutation(IsBuilder, "Create a shop. Builders own it; admins create it for a builder.", ShopResult)
    async def create_shop(self, info: Info, input: NewShop) -> ShopRow:
        return await shop_resolvers.create_shop(info.context.viewer, input.builder_id, input.settings())

    @mutation(
        IsBuilder,
        "Change one of your shops. Admins: any shop. Customers who were already asked are not affected.",
        ShopResult,
    )
    async def update_shop(self, info: Info, id: ShopId, input: ShopChange) -> ShopRow:
        return await shop_resolvers.update_shop(info.context.viewer, id, input.settings())

    @mutation(IsBuilder, "Add a customer to one of your shops. Admins: any shop.", CustomerResult)
    async def add_customer(self, info: Info, shop_id: ShopId, input: NewCustomer) -> CustomerRow:
        return await shop_resolvers.add_customer(info.context.viewer, shop_id, **vars(input))

    @mutation(IsBuilder, "Change a customer of one of your shops. Admins: any shop.", CustomerResult)
    async def update_customer(self, info: Info, id: CustomerId, input: CustomerChange) -> CustomerRow:
        return await shop_resolvers.update_customer(info.context.viewer, id, **input.changes())

    @mutation(
        IsBuilder,
        "Record whether a customer of one of your shops agrees to receive texts. Admins: any shop.",
        CustomerResult,
    )
    async def set_consent(
        self, info: Info, customer_id: CustomerId, opted_in: OptedIn, said: Source
    ) -> CustomerRow:
        return await shop_resolvers.set_consent(info.context.viewer, customer_id, opted_in, said)

    @mutation(
        IsBuilder,
        "Import customers into one of your shops, matched by phone number. Admins: any shop. Safe to repeat.",
        ImportResult,
    )
    async def import_customers(self, info: Info, shop_id: ShopId, rows: CustomerRows) -> Import:
        customers = [row.row() for row in rows]
        return Import.of(await shop_resolvers.import_customers(info.context.viewer, shop_id, customers))

    @mutation(IsBuilder, "Offer a free slot of your shop to its customers. Admins: any shop.", OfferResult)
    async def open_slot(
        self,
        info: Info,
        shop_id: ShopId,
        starts_at: StartsAt,
        ends_at: EndsAt,
        chair: Chair = None,
        price: Price = None,
    ) -> OfferRow:
        return await slot_resolvers.open_slot(info.context.viewer, shop_id, starts_at, ends_at, chair, price)

    @mutation(IsBuilder, "Withdraw a slot of your shop. Admins: any slot.", OfferResult)
    async def withdraw_slot(self, info: Info, slot_id: SlotId) -> OfferRow:
        return await slot_resolvers.withdraw_slot(info.context.viewer, slot_id)

    @mutation(
        IsBuilderOrScheduler,
        "Run the offer loop for a slot: end an attempt that was not answered in time, then"
        " ask the next customer. Safe to repeat.",
        LoopRunResult,
        takes_key=False,
    )
    async def run_offer_loop(self, info: Info, slot_id: SlotId) -> OfferLoopRun:
        context = info.context
        run = await slot_resolvers.run_offer_loop(context.viewer_or_none, slot_id, context.texting)
        return OfferLoopRun.of(run)


@strawberry.type
class SlotSubscription:
    @subscription(
        IsBuilder,
        "A slot of your shop: its current state, then an update after every change.",
        SlotOffer,
    )
    async def slot_cascade(self, info: Info, slot_id: SlotId) -> AsyncGenerator[OfferRow, None]:
        async for slot in slot_resolvers.follow_slot(info.context.viewer, slot_id):
            info.context.loaders.clear()
            yield slot
