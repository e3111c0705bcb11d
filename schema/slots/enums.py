"""The enums around slots under the names and with the words that clients see."""

from models.slots.appointment import AppointmentStatus, DepositState
from models.slots.attempt import Outcome
from models.slots.candidates import Unfit
from models.slots.deposit import DepositResult
from schema.fields.enums import describe

describe(
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
describe(
    Unfit,
    "SlotUnfit",
    "Why a customer is not asked about a slot.",
    NO_MOBILE="No number that takes texts is known of them.",
    OPTED_OUT="The customer no longer wants texts.",
    NOT_OPTED_IN="They have not agreed to texts.",
    CANCELLED_IT="It is their own appointment that came free.",
    ALREADY_OFFERED="They were asked about this slot already.",
    BOOKED_THEN="They have another appointment at that time.",
    COOLING_DOWN="They were asked about another slot not long ago.",
    ASKED_ELSEWHERE="They are being asked about another slot at this moment.",
)
describe(
    AppointmentStatus,
    "AppointmentStatus",
    "What became of an appointment.",
    BOOKED="The customer is expected.",
    CANCELLED="It does not take place; its time is free.",
    SETTLED="It took place.",
    NO_SHOW="The customer did not come.",
)
describe(
    DepositState,
    "DepositState",
    "Whether an appointment was paid for in advance.",
    NONE="Nothing is asked.",
    PENDING="It waits to be paid.",
    PAID="It is paid.",
    FAILED="It was not paid, or not in time.",
)
describe(
    DepositResult,
    "DepositResult",
    "What the payment side reports.",
    PAID="The money is there.",
    FAILED="It is not, and will not come.",
)

__all__ = ["AppointmentStatus", "DepositResult", "DepositState", "Outcome", "Unfit"]
