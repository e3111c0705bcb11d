"""A port where calls ring and nobody ever takes them."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

PLACES = 3


@contextmanager
def busy_port() -> Iterator[int]:
    """Its queue has one place, and more than one is waiting already."""
    with ExitStack() as open_sockets:
        listener = open_sockets.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(PLACES):
            waiting = open_sockets.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield int(listener.getsockname()[1])
