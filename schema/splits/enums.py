"""The enums of splits under the names and with the words that clients see."""

from models.splits.counters import CounterAnswer
from models.splits.standing import ParticipantStatus
from schema.fields.enums import describe

describe(
    ParticipantStatus,
    "ParticipantStatus",
    "Where a participant of a split stands.",
    PENDING="Not asked yet.",
    INVITED="Asked, and not answered yet.",
    ACCEPTED="Signed this version.",
    DECLINED="Said no.",
    COUNTERED="Asks for other shares.",
    EXPIRED="Did not answer while the invitation was good.",
    REVOKED="Their invitation was withdrawn before they had answered.",
)
describe(
    CounterAnswer,
    "CounterAnswer",
    "What the author of a split says to a counter.",
    REOPEN="Ask about the same shares again.",
    TAKE="Take it over; the others keep their proportions.",
)

__all__ = ["CounterAnswer", "ParticipantStatus"]
