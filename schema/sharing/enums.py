"""The enums around links under the names and with the words that clients see."""

from models.notifications.message import Channel, DeliveryState
from models.sharing.share import ShareState
from models.sharing.touch import TouchKind
from schema.fields.enums import describe

describe(
    TouchKind,
    "TouchKind",
    "What somebody without an account did with a link.",
    FETCH="Fetched what it opens.",
    VIEW="Had it before their eyes.",
    ANSWER="Answered.",
    REFUSAL="Was refused.",
)
describe(
    Channel,
    "Channel",
    "How a link reaches its recipient.",
    LINK="Its author hands it over.",
    SMS="It is sent as a text message.",
    EMAIL="It is sent as an e-mail.",
)
describe(
    DeliveryState,
    "DeliveryState",
    "What became of a message.",
    NONE="There is none to send.",
    QUEUED="It waits to be sent, or to be sent again.",
    SENT="It was handed over to the network, or written to the log where none is configured.",
    DELIVERED="The network says that it reached the recipient's phone.",
    FAILED="It was not sent, or not delivered; the reason says why.",
    UNKNOWN="It may have been sent; it is not sent again, lest it come twice.",
)
describe(
    ShareState,
    "ShareState",
    "What has become of a link.",
    OPEN="It waits for an answer.",
    ANSWERED="It was answered, and shows the receipt.",
    EXPIRED="Its time is over.",
    REVOKED="Its author withdrew it.",
)

__all__ = ["Channel", "DeliveryState", "ShareState", "TouchKind"]
