"""The enums around slots under the names and with the words that clients see."""

from models.slots.attempt import Outcome
from models.slots.candidates import Unfit
from schema.offers.enums import named

named(
    Outcome,
    "SlotOutcome",
    "How it ended that a slot was offered to somebody.",
    ACCEPTED="They took it, and paid where that was asked.",
    DECLINED="They did not want it.",
    SILENT="They did not answer in time.",
    FAILED="The text did not reach them.",
    UNPAID="They took it and did not pay the deposit.",
    WITHDRAWN="The slot was withdrawn, or its time came.",
    CANCELLED="Their booking was cancelled before it was paid.",
    BOOKED_ELSEWHERE="They wanted it, and had another appointment by then.",
)
named(
    Unfit,
    "SlotUnfit",
    "Why a customer is not asked about a slot.",
    NO_MOBILE="No number that takes texts is known of them.",
    OPTED_OUT="They want no texts any more.",
    NOT_OPTED_IN="They have not agreed to texts.",
    CANCELLED_IT="It is their own appointment that came free.",
    ALREADY_OFFERED="They were asked about this slot already.",
    BOOKED_THEN="They have another appointment at that time.",
    COOLING_DOWN="They were asked about another slot not long ago.",
    ASKED_ELSEWHERE="They are being asked about another slot at this moment.",
)

__all__ = ["Outcome", "Unfit"]
