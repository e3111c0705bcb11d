"""A command with something on its standard input; light to import in a process of its own."""

import io
import sys

from tests.support.processes import Ended, command


def typed(text: str, url: str, *arguments: str) -> Ended:
    sys.stdin = io.StringIO(text)
    return command(url, *arguments)
