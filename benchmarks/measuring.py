"""What a process of this machine has used, as Linux counts it."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(process: int) -> float:
    """Return the processor time of a process and its threads, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def server_process(port: int) -> int:
    """Return the process of the server that `serving` started on the port."""
    for folder in Path("/proc").glob("[0-9]*"):
        command = (folder / "cmdline").read_bytes() if (folder / "cmdline").exists() else b""
        if b"uvicorn" in command and str(port).encode() in command.split(b"\0"):
            return int(folder.name)
    raise ProcessLookupError(f"No server listens on port {port}.")
