"""The names and descriptions of the enums of replies."""

from models.messaging.inbound import Effect
from models.messaging.reply import Meaning
from schema.fields.enums import describe

describe(
    Meaning,
    "ReplyMeaning",
    "The meaning read in a reply.",
    YES="The customer wants the time.",
    PASS="The customer does not want the time.",  # noqa: S106 - no password
    STOP="The customer no longer wants texts.",
    START="The customer wants texts again.",
    HELP="The customer asks who is texting.",
    UNCLEAR="Something else, or a contradictory text.",
)
describe(
    Effect,
    "ReplyEffect",
    "The effect of a reply.",
    BOOKED="The time was booked.",
    RESERVED="The time was booked and waits for the deposit.",
    AGAIN="Nothing: the customer had already booked the time, and was informed.",
    CONFLICT="The customer or the chair had another appointment; the next customer is asked.",
    LATE="Nothing: the time was no longer available, and the customer was informed.",
    STRANGER="Nothing: the customer was never asked from this number, and was informed.",
    PASSED="The next customer is asked.",
    OPTED_OUT="The customer gets no more texts.",
    OPTED_IN="The customer gets texts again.",
    HELPED="The customer was told who is texting.",
    UNCLEAR="The customer was asked to clarify.",
    NOTHING="The text was stored, nothing else.",
)

__all__ = ["Effect", "Meaning"]
