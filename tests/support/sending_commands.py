"""The command that sends, in a process of its own; light to import there."""

import os
from collections.abc import Mapping

from tests.support.processes import Ended, command


def messages(url: str, settings: Mapping[str, str]) -> Ended:
    os.environ.update(settings)
    return command(url, "messages")
