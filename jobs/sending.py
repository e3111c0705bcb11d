"""How sending something to the outside can end other than well."""


class TryAgain(Exception):  # noqa: N818 - an outcome, not a fault
    """Nothing went out, for a reason that may pass."""


class Rejected(Exception):  # noqa: N818 - an outcome, not a fault
    """Nothing went out, and nothing ever will."""


class InDoubt(Exception):  # noqa: N818 - an outcome, not a fault
    """It may have gone out: sending it again could send it twice."""
