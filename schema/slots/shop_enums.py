"""The enums around shops under the names and with the words that clients see."""

from models.slots.appointment import AppointmentStatus, DepositState
from models.slots.deposit import DepositResult
from schema.offers.enums import named

named(
    AppointmentStatus,
    "AppointmentStatus",
    "What became of an appointment.",
    BOOKED="The customer is expected.",
    CANCELLED="It does not take place; its time is free.",
    SETTLED="It took place.",
    NO_SHOW="The customer did not come.",
)
named(
    DepositState,
    "DepositState",
    "Whether an appointment was paid for in advance.",
    NONE="Nothing is asked.",
    PENDING="It waits to be paid.",
    PAID="It is paid.",
    FAILED="It was not paid, or not in time.",
)
named(
    DepositResult,
    "DepositResult",
    "What the payment side reports.",
    PAID="The money is there.",
    FAILED="It is not, and will not come.",
)

__all__ = ["AppointmentStatus", "DepositResult", "DepositState"]
