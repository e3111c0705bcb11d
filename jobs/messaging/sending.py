"""How sending something to the outside can end other than well."""

from datetime import datetime


class TryAgain(Exception):  # noqa: N818 - an outcome, not a fault
    """Nothing went out, for a reason that may pass."""


class Rejected(Exception):  # noqa: N818 - an outcome, not a fault
    """Nothing went out, and nothing ever will."""


class InDoubt(Exception):  # noqa: N818 - an outcome, not a fault
    """It may have gone out: sending it again could send it twice."""


class NotYet(Exception):  # noqa: N818 - an outcome, not a fault
    """Nothing went out, and nothing should before this moment."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"not before {until.isoformat()}")
        self.until = until
