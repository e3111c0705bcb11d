"""A pool of plain HTTP connections: the general client takes several times as long per request."""

import select
from collections import deque
from http.client import HTTPConnection

SECONDS = 20


class HttpConnections:
    """A pool whose connections are reused, by one thread at a time, until the server closes them."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.idle: deque[HTTPConnection] = deque()

    def close(self) -> None:
        while self.idle:
            self.idle.pop().close()

    def post(self, path: str, body: str, headers: dict[str, str]) -> bytes:
        line = self._take()
        try:
            line.request("POST", path, body.encode(), headers | {"content-type": "application/json"})
            answer = line.getresponse().read()
        except BaseException:
            line.close()
            raise
        self.idle.append(line)
        return answer

    def _take(self) -> HTTPConnection:
        try:
            line = self.idle.pop()
        except IndexError:
            return HTTPConnection(self.address, timeout=SECONDS)
        if _is_closed(line):
            line.close()
        return line


def _is_closed(line: HTTPConnection) -> bool:
    """Tell whether the server has closed the connection: only its end can be read between requests."""
    if line.sock is None:
        return False
    poll = select.poll()  # select() itself knows no more than 1024 files
    poll.register(line.sock, select.POLLIN)
    return bool(poll.poll(0))
