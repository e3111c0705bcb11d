"""The enums of people under the names and with the words that clients see."""

from models.people.viewer import Role
from schema.fields.enums import describe

describe(
    Role,
    "Role",
    "What a user is here to do.",
    BUILDER="Has projects and makes incentives on them.",
    AGENT="Sells, and sees the incentives of the projects they are associated with.",
    ADMIN="Keeps order: sees and changes everything but admins.",
    SUPER_ADMIN="An admin who also makes admins.",
)

__all__ = ["Role"]
