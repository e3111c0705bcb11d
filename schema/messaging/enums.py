"""The enums around replies under the names and with the words that clients see."""

from models.messaging.inbound import Effect
from models.messaging.reply import Meaning
from schema.fields.enums import describe

describe(
    Meaning,
    "ReplyMeaning",
    "What a reply was taken for.",
    YES="They want it.",
    PASS="They do not want it.",  # noqa: S106 - no password
    STOP="The customer no longer wants texts.",
    START="They want texts again.",
    HELP="They ask who this is.",
    UNCLEAR="Something else, or two of these at once.",
)
describe(
    Effect,
    "ReplyEffect",
    "What a reply did.",
    BOOKED="The time is theirs.",
    RESERVED="The time is theirs once the deposit is paid.",
    AGAIN="Nothing: they had the time already, and were told so.",
    CONFLICT="They, or the chair, had another appointment by then: they were told, and the next is asked.",
    LATE="Nothing: the time was gone, and they were told so.",
    STRANGER="Nothing: they had never been asked from this number, and were told so.",
    PASSED="The next is asked.",
    OPTED_OUT="They get no texts any more.",
    OPTED_IN="They get texts again.",
    HELPED="They were told who this is.",
    UNCLEAR="They were asked what they mean.",
    NOTHING="It is kept, and nothing else.",
)

__all__ = ["Effect", "Meaning"]
