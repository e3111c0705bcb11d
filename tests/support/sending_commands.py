"""The command that sends, in a process of its own; light to import there."""

import os
from collections.abc import Mapping

from tests.support.processes import CommandResult, run_command


def messages(url: str, settings: Mapping[str, str]) -> CommandResult:
    os.environ.update(settings)
    return run_command(url, "messages")
