"""A command with something on its standard input; light to import in a process of its own."""

import io
import sys

from tests.support.processes import CommandResult, run_command


def run_with_input(text: str, url: str, *arguments: str) -> CommandResult:
    sys.stdin = io.StringIO(text)
    return run_command(url, *arguments)
