"""The console command that the package installs."""

import subprocess
import sys
from pathlib import Path

PROFFER = Path(sys.executable).with_name("proffer")


def test_the_console_command_lists_the_commands() -> None:
    answer = subprocess.run([PROFFER, "--help"], capture_output=True, text=True, timeout=60, check=True)  # noqa: S603
    assert answer.stdout.startswith("usage: proffer ")
    assert "verify-activity" in answer.stdout
    assert "proffer serve" in answer.stdout
