"""A port that never accepts a connection."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

WAITING_CONNECTIONS = 3


@contextmanager
def busy_port() -> Iterator[int]:
    """Yield a port whose queue of connections is full."""
    with ExitStack() as open_sockets:
        listener = open_sockets.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(WAITING_CONNECTIONS):
            client = open_sockets.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(listener.getsockname())
        yield int(listener.getsockname()[1])
