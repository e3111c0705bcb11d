"""The names and descriptions of the enums of links."""

from models.notifications.message import Channel, DeliveryState
from models.sharing.share import ShareState
from models.sharing.touch import TouchKind
from schema.fields.enums import describe

describe(
    TouchKind,
    "TouchKind",
    "The action of a visitor on a link.",
    FETCH="Fetched the offer.",
    VIEW="Viewed the offer.",
    ANSWER="Answered the offer.",
    REFUSAL="The visitor was refused.",
)
describe(
    Channel,
    "Channel",
    "How a link reaches its recipient.",
    LINK="The author hands the link over.",
    SMS="Sent as a text message.",
    EMAIL="Sent as an e-mail.",
)
describe(
    DeliveryState,
    "DeliveryState",
    "The delivery state of a message.",
    NONE="There is no message to send.",
    QUEUED="The message waits to be sent, or sent again.",
    SENT="The provider accepted the message, or it was written to the log because none is configured.",
    DELIVERED="The provider reports that it reached the recipient's phone.",
    FAILED="The message was not sent or not delivered; `reason` says why.",
    UNKNOWN="The message may have been sent; it is not sent again to avoid a duplicate.",
)
describe(
    ShareState,
    "ShareState",
    "The state of a link.",
    OPEN="The link can be answered.",
    ANSWERED="The link was answered and shows the receipt.",
    EXPIRED="The link has expired.",
    REVOKED="The author revoked the link.",
)

__all__ = ["Channel", "DeliveryState", "ShareState", "TouchKind"]
