"""The arguments of the root fields of people, each with the words that clients see."""

from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.people.enums import Role
from schema.people.project import ProjectChangeInput, ProjectInput
from schema.people.user import CreateUserInput

ProjectId = Annotated[UUID, argument(description="The project's id.")]
AgentId = Annotated[UUID, argument(description="The agent's id.")]
OneAgentId = Annotated[UUID | None, argument(description="The agent; or else `agentEmail`.")]
AgentEmail = Annotated[str | None, argument(description="The agent's e-mail address; or else `agentId`.")]
UserId = Annotated[UUID, argument(description="The user's id.")]
SessionId = Annotated[UUID, argument(description="The session's id, from `sessions`.")]
OfRole = Annotated[Role | None, argument(description="Only users of this role.")]
OfProject = Annotated[UUID | None, argument(description="Only those on this project.")]
Email = Annotated[str, argument(description="Your address, in any case.")]
Password = Annotated[str, argument(description="Your password.")]
CurrentPassword = Annotated[str, argument(description="The password that you have now.")]
NewPassword = Annotated[str, argument(description="10 to 200 characters.")]
NewName = Annotated[str | None, argument(description="The name that others see; absent: it stays.")]
NewTimeZone = Annotated[
    str | None, argument(description="An IANA time zone, such as Asia/Kolkata; absent: it stays.")
]
NewPhone = Annotated[
    str | None,
    argument(
        description="For messages by SMS, in E.164, such as +919812345678; empty: none; absent: it stays."
    ),
]
NewUser = Annotated[CreateUserInput, argument(description="The new user.")]
NewProject = Annotated[ProjectInput, argument(description="The new project.")]
ProjectChange = Annotated[ProjectChangeInput, argument(description="What to change.")]
