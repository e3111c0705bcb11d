"""A command with text on its standard input; fast to import in a separate process."""

import io
import sys

from tests.support.processes import CommandResult, run_command


def run_with_input(text: str, url: str, *arguments: str) -> CommandResult:
    sys.stdin = io.StringIO(text)
    return run_command(url, *arguments)
