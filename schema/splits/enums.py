"""The names and descriptions of the enums of splits."""

from models.splits.counters import CounterAnswer
from models.splits.standing import ParticipantStatus
from schema.fields.enums import describe

describe(
    ParticipantStatus,
    "ParticipantStatus",
    "The status of a participant of a split.",
    PENDING="Not yet invited.",
    INVITED="Invited, and has not answered yet.",
    ACCEPTED="Signed this version.",
    DECLINED="Declined.",
    COUNTERED="Proposed other shares.",
    EXPIRED="Did not answer before the invitation expired.",
    REVOKED="The invitation was withdrawn before it was answered.",
)
describe(
    CounterAnswer,
    "CounterAnswer",
    "The author's answer to a counter.",
    REOPEN="Ask about the same shares again.",
    TAKE="Accept the counter; the others keep their proportions.",
)

__all__ = ["CounterAnswer", "ParticipantStatus"]
