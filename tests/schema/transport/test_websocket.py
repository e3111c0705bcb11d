"""graphql-transport-ws to the letter: every close has its code, every operation fails by itself."""

from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from tests.support.transport.hostile import FRAMES
from tests.support.transport.toy import View, schema, watch
from tests.support.transport.toy_server import Server, capture_server_logs, run_server, wait_until
from tests.support.transport.wire import open_socket

TICKS = "subscription {ticks}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    view = View(schema(), ["https://ours.example"], operations_per_socket=5)
    # Frames beyond the bound must reach the view, to see that it refuses them too.
    with run_server(view, largest_frame=1_000_000) as running:
        yield running


@pytest.mark.parametrize("name", FRAMES)
def test_a_hostile_frame_closes_the_socket_with_a_code(server: Server, name: str) -> None:
    frame, code = FRAMES[name]
    with capture_server_logs() as ears, open_socket(server) as socket:
        socket.subscribe("ticking", TICKS)
        socket.connection.send(frame)
        found, reason = socket.close_code()
    assert (found, bool(reason)) == (code, True)
    assert wait_until(lambda: watch.running == 0)
    assert (ears.tracebacks(), server.is_well()) == ([], True)


@pytest.mark.parametrize("name", [name for name, (_, code) in FRAMES.items() if code == 4400])
def test_a_hostile_frame_before_the_init_closes_the_socket_with_a_code(server: Server, name: str) -> None:
    with capture_server_logs() as ears, open_socket(server, init=False) as socket:
        socket.connection.send(FRAMES[name][0])
        assert socket.close_code()[0] == 4400
    assert ears.tracebacks() == []


@pytest.mark.parametrize(
    "message",
    [
        {"type": "ping"},
        {"type": "ping", "payload": None},
        {"type": "ping", "payload": {"a": 1}},
        {"type": "pong"},
        {"type": "complete", "id": "nobody"},
        {"type": "ping", "unknown": [1]},
    ],
)
def test_a_harmless_message_leaves_the_socket_open(server: Server, message: dict[str, object]) -> None:
    with open_socket(server) as socket:
        socket.send(**message)
        assert socket.still_answers()


def test_a_frame_of_64_kb_is_read(server: Server) -> None:
    with open_socket(server) as socket:
        socket.connection.send('{"type": "ping"}'.ljust(65_536))
        assert socket.receive() == {"type": "pong"}


def test_a_frame_the_server_itself_refuses_closes_with_the_same_code() -> None:
    with run_server(View(schema())) as server, open_socket(server) as socket:
        socket.connection.send(" " * 65_537)
        assert socket.close_code()[0] == 1009


def test_subscribing_before_the_acknowledgement_is_4401(server: Server) -> None:
    with open_socket(server, init=False) as socket:
        socket.subscribe("1", "{hello}")
        assert socket.close_code() == (4401, "Unauthorized")


def test_a_second_init_is_4429(server: Server) -> None:
    with open_socket(server, init=False) as socket:
        for _ in range(2):
            socket.send(type="connection_init", payload=None)
        assert socket.close_code() == (4429, "Too many initialisation requests")


def test_no_init_in_time_is_4408() -> None:
    with run_server(View(schema(), init_seconds=0.1)) as impatient, capture_server_logs() as ears:
        with open_socket(impatient, init=False) as socket:
            assert socket.close_code() == (4408, "Connection initialisation timeout")
        assert ears.tracebacks() == []


def test_an_id_that_is_still_in_use_is_4409(server: Server) -> None:
    with open_socket(server) as socket:
        for _ in range(2):
            socket.subscribe("x" * 256, TICKS)
        code, reason = socket.close_code()
    assert (code, reason.startswith("Subscriber for xxx")) == (4409, True)


def test_a_close_that_races_many_sends_logs_nothing(server: Server) -> None:
    with capture_server_logs() as ears:
        for _ in range(20):
            with open_socket(server) as socket:
                for name in ("1", "2", "3", "4", "1"):
                    socket.subscribe(name, "subscription {ticks(seconds: 0)}")
                assert socket.close_code()[0] == 4409
    assert wait_until(lambda: watch.running == 0)
    assert ears.tracebacks() == []


def test_an_id_may_be_used_again_once_its_operation_is_complete(server: Server) -> None:
    with open_socket(server) as socket:
        for _ in range(3):
            socket.subscribe("1", "subscription {ticks(count: 1)}")
            assert [socket.receive()["type"] for _ in range(2)] == ["next", "complete"]


def test_another_protocol_is_4406(server: Server) -> None:
    with open_socket(server, init=False, subprotocols=[Subprotocol("graphql-ws")]) as socket:
        assert socket.close_code() == (4406, "Subprotocol not acceptable")


def test_a_page_of_another_origin_may_not_connect(server: Server) -> None:
    with pytest.raises(InvalidStatus, match="403"), open_socket(server, origin="https://evil.example"):
        pytest.fail("The handshake must not succeed.")
    with open_socket(server, origin="https://ours.example") as socket:
        assert socket.still_answers()
