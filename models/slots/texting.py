"""The number that sends texts, and the maker of their links."""

from dataclasses import dataclass

from models.sharing.tokens import Links

# The sender when no provider is configured: texts go to the log.
TO_THE_LOG = "log"


@dataclass(frozen=True, slots=True)
class Texting:
    """The settings for texts; `sender` is for shops without a number of their own."""

    links: Links
    sender: str = TO_THE_LOG

    def number_of(self, shop_number: str | None) -> str:
        return shop_number or self.sender
