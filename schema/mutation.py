"""The root fields that change something: guard, call, done."""

from datetime import timedelta

import strawberry

from jobs.offers.expiry import expire_due_offers
from models.clock import now
from models.offers.lifecycle import Step
from resolvers.notifications import inbox as notification_resolvers
from resolvers.offers import offer as offer_resolvers
from resolvers.people import projects as project_resolvers
from resolvers.people import users as people_resolvers
from schema.arguments import (
    AgentEmail,
    AgentId,
    CurrentPassword,
    Email,
    ExpectedVersion,
    NewName,
    NewOffer,
    NewPassword,
    NewPhone,
    NewProject,
    NewTimeZone,
    NewUser,
    NotificationIds,
    OfferChange,
    OfferId,
    OneAgentId,
    Password,
    ProjectChange,
    ProjectId,
    SessionId,
    UserId,
)
from schema.context import Info
from schema.fields.permissions import IsAdmin, IsBuilder, IsPublic, IsScheduler, IsSignedIn
from schema.fields.root_field import mutation
from schema.notifications.notification import Bell
from schema.notifications.preference import PreferenceMutation
from schema.offers.bulk_fields import OffersAtOnceMutation
from schema.offers.offer import OfferDeleted
from schema.offers.unions import OfferResult
from schema.promotions.code_fields import PromoCodeMutation
from schema.promotions.dining.root_fields import DiningMutation
from schema.promotions.restaurant_fields import RestaurantMutation
from schema.results import (
    AssociationResult,
    BellResult,
    Done,
    DoneResult,
    ExpiryRun,
    ExpiryRunResult,
    OfferDeletedResult,
    ProjectResult,
    SignInResult,
    UserResult,
)
from schema.sharing.root_fields import SharingMutation
from schema.slots.appointment_fields import AppointmentMutation
from schema.slots.root_fields import SlotMutation
from schema.slots.shop_fields import ShopMutation
from schema.splits.root_fields import SplitMutation


@strawberry.type(description="Everything that can be changed.")
class Mutation(
    SharingMutation,
    ShopMutation,
    AppointmentMutation,
    SlotMutation,
    SplitMutation,
    RestaurantMutation,
    DiningMutation,
    OffersAtOnceMutation,
    PromoCodeMutation,
    PreferenceMutation,
):
    @mutation(IsPublic, "Start a session with your e-mail address and password.", SignInResult, keyed=False)
    async def sign_in(self, info: Info, email: Email, password: Password) -> object:
        lifetime = timedelta(hours=info.context.settings.session_hours)
        return await people_resolvers.sign_in(email, password, lifetime, info.context.sign_in_attempt)

    @mutation(IsSignedIn, "End the session that this request came with.", DoneResult)
    async def sign_out(self, info: Info) -> object:
        await people_resolvers.sign_out(info.context.viewer)
        return Done(message="You are signed out.")

    @mutation(IsSignedIn, "End one of your sessions; its subscriptions close at once.", DoneResult)
    async def revoke_session(self, info: Info, id: SessionId) -> object:
        await people_resolvers.revoke_session(info.context.viewer, id)
        return Done(message="The session has ended.")

    @mutation(IsSignedIn, "Change your password; all your other sessions end.", UserResult)
    async def change_password(
        self, info: Info, current_password: CurrentPassword, new_password: NewPassword
    ) -> object:
        return await people_resolvers.change_password(info.context.viewer, current_password, new_password)

    @mutation(IsSignedIn, "Change your name, time zone or phone number.", UserResult)
    async def update_profile(
        self, info: Info, name: NewName = None, time_zone: NewTimeZone = None, phone: NewPhone = None
    ) -> object:
        return await people_resolvers.update_profile(info.context.viewer, name, time_zone, phone)

    @mutation(IsAdmin, "Make a user; admins are made by super admins only.", UserResult)
    async def create_user(self, info: Info, input: NewUser) -> object:
        return await people_resolvers.create_user(info.context.viewer, **vars(input))

    @mutation(IsAdmin, "End a user's sessions and let them sign in no more.", UserResult)
    async def disable_user(self, info: Info, id: UserId) -> object:
        return await people_resolvers.disable_user(info.context.viewer, id)

    @mutation(IsAdmin, "Let a disabled user sign in again.", UserResult)
    async def enable_user(self, info: Info, id: UserId) -> object:
        return await people_resolvers.enable_user(info.context.viewer, id)

    @mutation(IsBuilder, "Enter a project: builders their own, admins for a builder.", ProjectResult)
    async def create_project(self, info: Info, input: NewProject) -> object:
        return await project_resolvers.create_project(info.context.viewer, **vars(input))

    @mutation(IsBuilder, "Change a project: builders their own, admins any.", ProjectResult)
    async def update_project(self, info: Info, id: ProjectId, input: ProjectChange) -> object:
        return await project_resolvers.update_project(info.context.viewer, id, **input.changes())

    @mutation(
        IsBuilder, "Let an agent, named by id or e-mail, see what is offered on a project.", AssociationResult
    )
    async def associate_agent(
        self, info: Info, project_id: ProjectId, agent_id: OneAgentId = None, agent_email: AgentEmail = None
    ) -> object:
        return await project_resolvers.associate_agent(info.context.viewer, project_id, agent_id, agent_email)

    @mutation(
        IsBuilder, "End an agent's association; they lose sight of the offers at once.", AssociationResult
    )
    async def end_association(self, info: Info, project_id: ProjectId, agent_id: AgentId) -> object:
        return await project_resolvers.end_association(info.context.viewer, project_id, agent_id)

    @mutation(
        IsSignedIn, "Make an offer. Incentives: builders on their own projects, admins on any.", OfferResult
    )
    async def create_offer(self, info: Info, input: NewOffer) -> object:
        return await offer_resolvers.create_offer(info.context.viewer, input.shared(), input.terms.as_terms())

    @mutation(IsSignedIn, "Change an offer of yours; admins any. A change raises its version.", OfferResult)
    async def update_offer(
        self, info: Info, id: OfferId, input: OfferChange, expected_version: ExpectedVersion = None
    ) -> object:
        return await offer_resolvers.update_offer(
            info.context.viewer, id, input.shared(), input.new_terms(), expected_version
        )

    @mutation(IsSignedIn, "Let an offer of yours hold, or hold again after a pause; admins any.", OfferResult)
    async def activate_offer(self, info: Info, id: OfferId) -> object:
        return await offer_resolvers.take_step(info.context.viewer, id, Step.ACTIVATE)

    @mutation(IsSignedIn, "Suspend an offer of yours; admins any.", OfferResult)
    async def pause_offer(self, info: Info, id: OfferId) -> object:
        return await offer_resolvers.take_step(info.context.viewer, id, Step.PAUSE)

    @mutation(IsSignedIn, "End an offer of yours for good; admins any.", OfferResult)
    async def close_offer(self, info: Info, id: OfferId) -> object:
        return await offer_resolvers.take_step(info.context.viewer, id, Step.CLOSE)

    @mutation(IsSignedIn, "Remove an offer of yours; admins any. Its log stands.", OfferDeletedResult)
    async def delete_offer(self, info: Info, id: OfferId) -> object:
        gone = await offer_resolvers.delete_offer(info.context.viewer, id)
        return OfferDeleted(id=gone, message="The offer was removed.")

    @mutation(IsScheduler, "Write down and announce every expiry that is due.", ExpiryRunResult, keyed=False)
    async def expire_due_offers(self, info: Info) -> object:
        return ExpiryRun(count=await expire_due_offers(now()))

    @mutation(IsSignedIn, "Mark notifications of yours as read.", BellResult)
    async def mark_read(self, info: Info, ids: NotificationIds) -> object:
        return Bell(unread_count=await notification_resolvers.mark_read(info.context.viewer, ids))

    @mutation(IsSignedIn, "Mark all your notifications as read.", BellResult)
    async def mark_all_read(self, info: Info) -> object:
        return Bell(unread_count=await notification_resolvers.mark_read(info.context.viewer, None))

    @mutation(IsSignedIn, "Put notifications of yours away.", BellResult)
    async def dismiss(self, info: Info, ids: NotificationIds) -> object:
        return Bell(unread_count=await notification_resolvers.dismiss(info.context.viewer, ids))
