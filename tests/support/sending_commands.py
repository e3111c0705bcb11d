"""The command that sends messages, run in a separate process; fast to import there."""

import os
from collections.abc import Mapping

from tests.support.processes import CommandResult, run_command


def messages(url: str, settings: Mapping[str, str]) -> CommandResult:
    os.environ.update(settings)
    return run_command(url, "messages")
