"""The ways in which sending a message can fail."""

from datetime import datetime


class TryAgain(Exception):  # noqa: N818 - an outcome, not a fault
    """Nothing went out, for a temporary reason."""


class Rejected(Exception):  # noqa: N818 - an outcome, not a fault
    """Nothing went out, permanently."""


class InDoubt(Exception):  # noqa: N818 - an outcome, not a fault
    """The message may have gone out: sending it again could send it twice."""


class NotYet(Exception):  # noqa: N818 - an outcome, not a fault
    """Nothing went out, and nothing should before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"not before {until.isoformat()}")
        self.until = until
