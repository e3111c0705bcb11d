"""The names and descriptions of the enums of people."""

from models.people.viewer import Role
from schema.fields.enums import describe

describe(
    Role,
    "Role",
    "The role of a user.",
    BUILDER="Owns projects, shops and restaurants, and makes offers for them.",
    AGENT="Sells, and sees the incentives of associated projects.",
    ADMIN="Sees and changes everything except admins.",
    SUPER_ADMIN="An admin who can also create and change admins.",
)

__all__ = ["Role"]
