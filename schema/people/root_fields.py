"""The root fields of people: sessions, users, projects and associations."""

from collections.abc import Sequence
from datetime import timedelta

import strawberry

from models.people.association import Association as AssociationRow
from models.people.device import Device as DeviceRow
from models.people.project import Project as ProjectRow
from models.people.session import Session as SessionRow
from models.people.user import User as UserRow
from models.storage.paging import Listing
from resolvers.people import devices as device_resolvers
from resolvers.people import projects as project_resolvers
from resolvers.people import sign_in as sign_in_resolvers
from resolvers.people import users as people_resolvers
from resolvers.people.sign_in import Lifetimes, SignedIn
from schema.context import Info
from schema.fields.permissions import IsAdmin, IsBuilder, IsPublic, IsSignedIn
from schema.fields.root_field import list_query, mutation, query
from schema.fields.selection import selects
from schema.people.arguments import (
    AgentEmail,
    AgentId,
    CurrentPassword,
    DeviceId,
    DeviceToken,
    Email,
    NewName,
    NewPassword,
    NewPhone,
    NewProject,
    NewTimeZone,
    NewUser,
    OfProject,
    OfRole,
    OneAgentId,
    Password,
    ProjectChange,
    ProjectId,
    SessionId,
    UserId,
)
from schema.people.project import Association, AssociationResult, Project, ProjectResult
from schema.people.session import Device, Done, DoneResult, Session, SignInResult
from schema.people.user import User, UserResult


@strawberry.type
class PeopleQuery:
    @query(IsSignedIn, "The signed-in user.", User)
    async def me(self, info: Info) -> UserRow:
        return await people_resolvers.me(info.context.viewer)

    @query(IsSignedIn, "Your current sessions, newest first.", list[Session])
    async def sessions(self, info: Info) -> Sequence[SessionRow]:
        return await people_resolvers.sessions(info.context.viewer)

    @query(IsSignedIn, "The devices in which you have signed in, newest first.", list[Device])
    async def devices(self, info: Info) -> Sequence[DeviceRow]:
        return await device_resolvers.devices(info.context.viewer)

    @list_query(IsAdmin, "All users, newest first.", User)
    async def users(self, role: OfRole = None) -> Listing[UserRow]:
        return people_resolvers.users(role)

    @query(
        IsSignedIn,
        "One project. Builders: their own. Agents: those they are associated with. Admins: any.",
        Project,
    )
    async def project(self, info: Info, id: ProjectId) -> ProjectRow:
        return await project_resolvers.project(info.context.viewer, id)

    @list_query(IsSignedIn, "The projects that you can see, newest first.", Project)
    async def projects(self, info: Info) -> Listing[ProjectRow]:
        return project_resolvers.projects(info.context.viewer)

    @list_query(
        IsSignedIn,
        "Current associations. Agents: their own. Builders: those of their projects. Admins: all.",
        Association,
    )
    async def associations(self, info: Info, project_id: OfProject = None) -> Listing[AssociationRow]:
        return project_resolvers.associations(info.context.viewer, project_id)


@strawberry.type
class PeopleMutation:
    @mutation(
        IsPublic,
        "Sign in with your e-mail address and password. Each failure doubles the delay before the next try.",
        SignInResult,
        takes_key=False,
        checks_password=True,
    )
    async def sign_in(
        self, info: Info, email: Email, password: Password, device: DeviceToken = None
    ) -> SignedIn:
        settings = info.context.settings
        device_lifetime = timedelta(days=settings.device_days) if selects(info, "device") else None
        lifetimes = Lifetimes(timedelta(hours=settings.session_hours), device_lifetime)
        attempt = info.context.password_attempt
        return await sign_in_resolvers.sign_in(email, password, device, attempt, lifetimes)

    @mutation(IsSignedIn, "End the current session.", DoneResult)
    async def sign_out(self, info: Info) -> Done:
        await people_resolvers.sign_out(info.context.viewer)
        return Done(message="You are signed out.")

    @mutation(IsSignedIn, "End one of your sessions; its subscriptions close immediately.", DoneResult)
    async def revoke_session(self, info: Info, id: SessionId) -> Done:
        await people_resolvers.revoke_session(info.context.viewer, id)
        return Done(message="The session has ended.")

    @mutation(IsSignedIn, "Forget one of your devices; its sessions go on.", DoneResult)
    async def revoke_device(self, info: Info, id: DeviceId) -> Done:
        await device_resolvers.revoke_device(info.context.viewer, id)
        return Done(message="The device is forgotten.")

    @mutation(
        IsSignedIn,
        "Change your password; end all your other sessions and forget all your devices.",
        UserResult,
        checks_password=True,
    )
    async def change_password(
        self, info: Info, current_password: CurrentPassword, new_password: NewPassword
    ) -> UserRow:
        context = info.context
        return await sign_in_resolvers.change_password(
            context.viewer, current_password, new_password, context.password_attempt
        )

    @mutation(IsSignedIn, "Change your name, time zone or phone number.", UserResult)
    async def update_profile(
        self, info: Info, name: NewName = None, time_zone: NewTimeZone = None, phone: NewPhone = None
    ) -> UserRow:
        return await people_resolvers.update_profile(info.context.viewer, name, time_zone, phone)

    @mutation(IsAdmin, "Create a user; only super admins create admins.", UserResult)
    async def create_user(self, info: Info, input: NewUser) -> UserRow:
        return await people_resolvers.create_user(info.context.viewer, **vars(input))

    @mutation(IsAdmin, "Disable a user: end their sessions and refuse new ones.", UserResult)
    async def disable_user(self, info: Info, id: UserId) -> UserRow:
        return await people_resolvers.disable_user(info.context.viewer, id)

    @mutation(IsAdmin, "Enable a disabled user, who can then sign in again.", UserResult)
    async def enable_user(self, info: Info, id: UserId) -> UserRow:
        return await people_resolvers.enable_user(info.context.viewer, id)

    @mutation(IsBuilder, "Create a project. Builders: their own. Admins: for any builder.", ProjectResult)
    async def create_project(self, info: Info, input: NewProject) -> ProjectRow:
        return await project_resolvers.create_project(info.context.viewer, **vars(input))

    @mutation(IsBuilder, "Change a project. Builders: their own. Admins: any.", ProjectResult)
    async def update_project(self, info: Info, id: ProjectId, input: ProjectChange) -> ProjectRow:
        return await project_resolvers.update_project(info.context.viewer, id, **input.changes())

    @mutation(
        IsBuilder,
        "Let an agent, named by id or e-mail address, see the offers of a project.",
        AssociationResult,
    )
    async def associate_agent(
        self, info: Info, project_id: ProjectId, agent_id: OneAgentId = None, agent_email: AgentEmail = None
    ) -> AssociationRow:
        return await project_resolvers.associate_agent(info.context.viewer, project_id, agent_id, agent_email)

    @mutation(
        IsBuilder,
        "End an agent's association; the agent immediately loses sight of the project's offers.",
        AssociationResult,
    )
    async def end_association(self, info: Info, project_id: ProjectId, agent_id: AgentId) -> AssociationRow:
        return await project_resolvers.end_association(info.context.viewer, project_id, agent_id)
