"""graphql-transport-ws to the letter: every close has its code, every operation fails by itself."""

import time
from collections.abc import Callable, Iterator
from threading import Thread

import orjson
import pytest
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from tests.schema.hostile import FRAMES
from tests.schema.toy import SECRET, Server, View, listening, schema, serving, watch
from tests.schema.wire import open_socket

TICKS = "subscription {ticks}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    view = View(schema(seconds=0.3), ["https://ours.example"], init_seconds=0.5, operations_per_socket=5)
    # Frames beyond the bound must reach the view, to see that it refuses them too.
    with serving(view, largest_frame=1_000_000) as running:
        yield running


def becomes(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


@pytest.mark.parametrize("name", FRAMES)
def test_a_hostile_frame_closes_the_socket_with_a_code(server: Server, name: str) -> None:
    frame, code = FRAMES[name]
    with listening() as ears, open_socket(server) as socket:
        socket.subscribe("ticking", TICKS)
        socket.connection.send(frame)
        found, reason = socket.code()
    assert (found, bool(reason)) == (code, True)
    assert becomes(lambda: watch.running == 0)
    assert (ears.tracebacks(), server.is_well()) == ([], True)


@pytest.mark.parametrize("name", [name for name, (_, code) in FRAMES.items() if code == 4400])
def test_a_hostile_frame_before_the_init_closes_the_socket_with_a_code(server: Server, name: str) -> None:
    with listening() as ears, open_socket(server, init=False) as socket:
        socket.connection.send(FRAMES[name][0])
        assert socket.code()[0] == 4400
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
        socket.say(**message)
        assert socket.still_answers()


def test_a_frame_of_64_kb_is_read(server: Server) -> None:
    with open_socket(server) as socket:
        socket.connection.send('{"type": "ping"}'.ljust(65_536))
        assert socket.hear() == {"type": "pong"}


def test_a_frame_the_server_itself_refuses_closes_with_the_same_code() -> None:
    with serving(View(schema())) as server, open_socket(server) as socket:
        socket.connection.send(" " * 65_537)
        assert socket.code()[0] == 1009


def test_subscribing_before_the_acknowledgement_is_4401(server: Server) -> None:
    with open_socket(server, init=False) as socket:
        socket.subscribe("1", "{hello}")
        assert socket.code() == (4401, "Unauthorized")


def test_a_second_init_is_4429(server: Server) -> None:
    with open_socket(server, init=False) as socket:
        for _ in range(2):
            socket.say(type="connection_init", payload=None)
        assert socket.code() == (4429, "Too many initialisation requests")


def test_no_init_in_time_is_4408(server: Server) -> None:
    with listening() as ears, open_socket(server, init=False) as socket:
        assert socket.code() == (4408, "Connection initialisation timeout")
    assert ears.tracebacks() == []


def test_an_id_that_is_still_in_use_is_4409(server: Server) -> None:
    with open_socket(server) as socket:
        for _ in range(2):
            socket.subscribe("x" * 256, TICKS)
        code, reason = socket.code()
    assert (code, reason.startswith("Subscriber for xxx")) == (4409, True)


def test_a_close_that_races_many_sends_logs_nothing(server: Server) -> None:
    with listening() as ears:
        for _ in range(20):
            with open_socket(server) as socket:
                for name in ("1", "2", "3", "4", "1"):
                    socket.subscribe(name, "subscription {ticks(seconds: 0)}")
                assert socket.code()[0] == 4409
    assert becomes(lambda: watch.running == 0)
    assert ears.tracebacks() == []


def test_an_id_may_be_used_again_once_its_operation_is_complete(server: Server) -> None:
    with open_socket(server) as socket:
        for _ in range(3):
            socket.subscribe("1", "subscription {ticks(count: 1)}")
            assert [socket.hear()["type"] for _ in range(2)] == ["next", "complete"]


def test_another_protocol_is_4406(server: Server) -> None:
    with open_socket(server, init=False, subprotocols=[Subprotocol("graphql-ws")]) as socket:
        assert socket.code() == (4406, "Subprotocol not acceptable")


def test_a_page_of_another_origin_may_not_connect(server: Server) -> None:
    with pytest.raises(InvalidStatus, match="403"), open_socket(server, origin="https://evil.example"):
        pytest.fail("The handshake must not succeed.")
    with open_socket(server, origin="https://ours.example") as socket:
        assert socket.still_answers()


@pytest.mark.parametrize("document", ["{", "query {hello} }", "subscription {nobody}", "# hello", "query A"])
def test_a_document_that_cannot_be_read_is_an_error_for_its_id(server: Server, document: str) -> None:
    with listening() as ears, open_socket(server) as socket:
        socket.subscribe("1", document)
        error = socket.hear()
        assert (error["type"], error["id"]) == ("error", "1")
        assert error["payload"][0]["extensions"]["code"] == "BAD_INPUT"
        assert socket.still_answers()
    assert ears.tracebacks() == []


def test_a_name_nobody_has_is_an_error_for_its_id(server: Server) -> None:
    with open_socket(server) as socket:
        socket.subscribe("1", "query A {hello}", operationName="B")
        assert socket.hear()["payload"][0]["message"] == 'Unknown operation named "B".'
        assert socket.still_answers()


def test_a_socket_runs_only_so_many_operations_at_a_time(server: Server) -> None:
    with open_socket(server) as socket:
        for n in range(6):
            socket.subscribe(str(n), "subscription {ticks(seconds: 30)}")
        heard = [socket.hear() for _ in range(6)]
    (error,) = (message["payload"][0] for message in heard if message["type"] == "error")
    assert error == {
        "message": "A socket can run 5 operations at a time.",
        "extensions": {"code": "RATE_LIMITED"},
    }


def test_queries_and_mutations_are_answered_and_completed(server: Server) -> None:
    with open_socket(server) as socket:
        socket.subscribe("1", 'mutation {rename(name: "Tom")}')
        assert socket.hear() == {"id": "1", "type": "next", "payload": {"data": {"rename": "Tom"}}}
        assert socket.hear() == {"id": "1", "type": "complete"}


def test_a_query_that_takes_too_long_is_given_up_here_too(server: Server) -> None:
    with open_socket(server) as socket:
        socket.subscribe("1", "{slow}")
        (error,) = socket.hear()["payload"]
    assert error == {"message": "This query took too long.", "extensions": {"code": "UNAVAILABLE"}}


def test_a_bug_in_a_subscription_is_masked_with_a_reference(server: Server) -> None:
    with listening() as ears, open_socket(server) as socket:
        socket.subscribe("1", "subscription {failing}")
        said = [orjson.dumps(socket.hear()).decode() for _ in range(3)]
    logged = [event for event in ears.events if event["event"] == "internal_error"]
    assert SECRET not in "".join(said)
    assert [str(event["exc_info"]) for event in logged] == [SECRET]
    assert logged[0]["reference"] in said[1]


def test_a_fault_in_the_context_closes_with_1011_and_a_reference(server: Server) -> None:
    headers = {"x-fault": "context"}
    with listening() as ears, open_socket(server, init=False, additional_headers=headers) as socket:
        code, reason = socket.code()
    (logged,) = (event for event in ears.events if event["event"] == "internal_error")
    assert (code, reason) == (1011, f"Internal error {logged['reference']}")
    assert str(logged["exc_info"]) == SECRET


def test_a_fault_at_the_init_closes_with_1011(server: Server) -> None:
    with listening() as ears, open_socket(server, init=False) as socket:
        socket.say(type="connection_init", payload={"fault": True})
        assert socket.code()[0] == 1011
    assert [event["event"] for event in ears.events] == ["internal_error"]
    assert server.is_well()


def test_the_end_of_a_session_closes_with_4401_and_is_safe_to_say_three_times(server: Server) -> None:
    with listening() as ears, open_socket(server) as socket:
        socket.subscribe("ticking", TICKS)
        socket.subscribe("1", "subscription {ended}")
        assert socket.code() == (4401, "Signed out.")
    assert becomes(lambda: watch.running == 0)
    assert ears.tracebacks() == []


def test_a_dropped_socket_cancels_its_operations(server: Server) -> None:
    with listening() as ears:
        for _ in range(10):
            with open_socket(server) as socket:
                for n in range(5):
                    socket.subscribe(str(n), TICKS)
                assert becomes(lambda: watch.running == 5)
                socket.connection.socket.close()
            assert becomes(lambda: watch.running == 0)
    assert (ears.tracebacks(), server.is_well()) == ([], True)


def test_completing_an_operation_stops_it_and_no_other(server: Server) -> None:
    with open_socket(server) as socket:
        for name in ("1", "2"):
            socket.subscribe(name, TICKS)
        assert becomes(lambda: watch.running == 2)
        socket.say(type="complete", id="1")
        assert becomes(lambda: watch.running == 1)
        assert socket.still_answers()


def test_a_client_that_does_not_read_holds_up_nobody(server: Server) -> None:
    with listening() as ears, open_socket(server, max_queue=1) as deaf:
        for n in range(5):
            deaf.subscribe(str(n), "subscription {ticks(seconds: 0)}")
        time.sleep(0.3)
        asking = Thread(target=server.is_well)
        asking.start()
        asking.join(10)
        assert not asking.is_alive()
        deaf.connection.socket.close()
    assert becomes(lambda: watch.running == 0)
    assert ears.tracebacks() == []
