"""The enums around links under the names and with the words that clients see."""

from models.notifications.message import Channel, DeliveryState
from models.sharing.touch import TouchKind
from schema.offers.enums import named

named(
    TouchKind,
    "TouchKind",
    "What somebody without an account did with a link.",
    FETCH="Fetched what it opens.",
    VIEW="Had it before their eyes.",
    ANSWER="Answered.",
    REFUSAL="Was refused.",
)
named(
    Channel,
    "Channel",
    "How a link reaches its recipient.",
    LINK="Its author hands it over.",
    SMS="It is sent as a text message.",
    EMAIL="It is sent as an e-mail.",
)
named(
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

__all__ = ["Channel", "DeliveryState", "TouchKind"]
