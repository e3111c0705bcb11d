"""The names and descriptions of the enums of slots."""

from models.slots.appointment import AppointmentStatus, DepositState
from models.slots.attempt import Outcome
from models.slots.candidates import Unfit
from models.slots.deposit import DepositResult
from schema.fields.enums import describe

describe(
    Outcome,
    "SlotOutcome",
    "How an attempt to fill a slot ended.",
    ACCEPTED="The customer took the slot, and paid where a deposit was required.",
    DECLINED="The customer declined.",
    SILENT="The customer did not answer in time.",
    FAILED="The text could not be delivered.",
    UNPAID="The customer took the slot and did not pay the deposit.",
    WITHDRAWN="The slot was withdrawn, or its time came.",
    CANCELLED="The booking was cancelled before the deposit was paid.",
    BOOKED_ELSEWHERE="The customer accepted, but had another appointment by then.",
)
describe(
    Unfit,
    "SlotUnfit",
    "Why a customer is not asked about a slot.",
    NO_MOBILE="The customer has no number that can receive texts.",
    OPTED_OUT="The customer opted out of texts.",
    NOT_OPTED_IN="The customer has not agreed to receive texts.",
    CANCELLED_IT="The slot was freed by the customer's own cancellation.",
    ALREADY_OFFERED="The customer was already asked about this slot.",
    BOOKED_THEN="The customer has another appointment at that time.",
    COOLING_DOWN="The customer was asked about another slot recently.",
    ASKED_ELSEWHERE="The customer is currently being asked about another slot.",
)
describe(
    AppointmentStatus,
    "AppointmentStatus",
    "The status of an appointment.",
    BOOKED="The customer is expected.",
    CANCELLED="The appointment was cancelled; its time is free.",
    SETTLED="The appointment took place.",
    NO_SHOW="The customer did not come.",
)
describe(
    DepositState,
    "DepositState",
    "The state of an appointment's deposit.",
    NONE="No deposit is required.",
    PENDING="The deposit has not been paid yet.",
    PAID="The deposit was paid.",
    FAILED="The deposit was not paid, or not in time.",
)
describe(
    DepositResult,
    "DepositResult",
    "What the payment provider reports.",
    PAID="The payment succeeded.",
    FAILED="The payment failed for good.",
)

__all__ = ["AppointmentStatus", "DepositResult", "DepositState", "Outcome", "Unfit"]
