"""From where texts are sent, and what their links are made of."""

from dataclasses import dataclass

from models.sharing.tokens import Links

# What stands for a number where nothing is configured to send: texts go to the log.
TO_THE_LOG = "log"


@dataclass(frozen=True, slots=True)
class Texting:
    """`sender` is for shops without a number of their own."""

    links: Links
    sender: str = TO_THE_LOG

    def number_of(self, own: str | None) -> str:
        return own or self.sender
