"""The arguments of the root fields of people, with their descriptions."""

from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.people.enums import Role
from schema.people.project import ProjectChangeInput, ProjectInput
from schema.people.user import CreateUserInput

ProjectId = Annotated[UUID, argument(description="The project's id.")]
AgentId = Annotated[UUID, argument(description="The agent's id.")]
OneAgentId = Annotated[UUID | None, argument(description="The agent's id, instead of `agentEmail`.")]
AgentEmail = Annotated[str | None, argument(description="The agent's e-mail address, instead of `agentId`.")]
UserId = Annotated[UUID, argument(description="The user's id.")]
SessionId = Annotated[UUID, argument(description="The session's id, from `sessions`.")]
OfRole = Annotated[Role | None, argument(description="Only users with this role; absent for all.")]
OfProject = Annotated[UUID | None, argument(description="Only associations with this project.")]
Email = Annotated[str, argument(description="Your e-mail address, ignoring case.")]
Password = Annotated[str, argument(description="Your password.")]
DeviceToken = Annotated[
    str | None,
    argument(
        description="The `device` that an earlier sign-in of this account returned here. A known device has a"
        " count of failures of its own, so that those of others do not delay it."
    ),
]
DeviceId = Annotated[UUID, argument(description="The device's id, from `devices`.")]
CurrentPassword = Annotated[str, argument(description="Your current password.")]
NewPassword = Annotated[
    str, argument(description="The new password, 10 to 200 characters, and not a common one.")
]
NewName = Annotated[str | None, argument(description="The name that others see; unchanged if absent.")]
NewTimeZone = Annotated[
    str | None, argument(description="An IANA time zone, such as Asia/Kolkata; unchanged if absent.")
]
NewPhone = Annotated[
    str | None,
    argument(description="The number for SMS, such as +919812345678; removed if empty, unchanged if absent."),
]
NewUser = Annotated[CreateUserInput, argument(description="The new user.")]
NewProject = Annotated[ProjectInput, argument(description="The new project.")]
ProjectChange = Annotated[ProjectChangeInput, argument(description="The changes.")]
