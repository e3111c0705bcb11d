"""Operations over a WebSocket: each fails by itself, none outlives its socket or its session."""

import time
from collections.abc import Iterator
from threading import Thread

import orjson
import pytest

from schema.transport.websocket import Conversation
from tests.support.transport.toy import SECRET, View, schema, watch
from tests.support.transport.toy_server import SECONDS, Server, capture_server_logs, run_server, wait_until
from tests.support.transport.wire import open_socket

TICKS = "subscription {ticks}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    view = View(schema(), ["https://ours.example"], operations_per_socket=5)
    # Frames beyond the bound must reach the view, to see that it refuses them too.
    with run_server(view, largest_frame=1_000_000) as running:
        yield running


@pytest.mark.parametrize("document", ["{", "query {hello} }", "subscription {nobody}", "# hello", "query A"])
def test_a_document_that_cannot_be_read_is_an_error_for_its_id(server: Server, document: str) -> None:
    with capture_server_logs() as ears, open_socket(server) as socket:
        socket.subscribe("1", document)
        error = socket.receive()
        assert (error["type"], error["id"]) == ("error", "1")
        assert error["payload"][0]["extensions"]["code"] == "BAD_INPUT"
        assert socket.still_answers()
    assert ears.tracebacks() == []


def test_a_name_nobody_has_is_an_error_for_its_id(server: Server) -> None:
    with open_socket(server) as socket:
        socket.subscribe("1", "query A {hello}", operationName="B")
        assert socket.receive()["payload"][0]["message"] == 'Unknown operation named "B".'
        assert socket.still_answers()


def test_a_socket_runs_only_so_many_operations_at_a_time(server: Server) -> None:
    with open_socket(server) as socket:
        for n in range(6):
            socket.subscribe(str(n), "subscription {ticks(seconds: 30)}")
        heard = [socket.receive() for _ in range(6)]
    (error,) = (message["payload"][0] for message in heard if message["type"] == "error")
    assert error == {
        "message": "A socket cannot run more than 5 operations at the same time.",
        "extensions": {"code": "RATE_LIMITED"},
    }


def test_queries_and_mutations_are_answered_and_completed(server: Server) -> None:
    with open_socket(server) as socket:
        socket.subscribe("1", 'mutation {rename(name: "Tom")}')
        payload = {"data": {"rename": "Tom"}, "extensions": {"cost": 0}}
        assert socket.receive() == {"id": "1", "type": "next", "payload": payload}
        assert socket.receive() == {"id": "1", "type": "complete"}


def test_a_query_that_takes_too_long_is_given_up_here_too() -> None:
    with run_server(View(schema(seconds=0.3))) as impatient, open_socket(impatient) as socket:
        socket.subscribe("1", "{slow}")
        (error,) = socket.receive()["payload"]
    assert error == {"message": "This query took too long.", "extensions": {"code": "UNAVAILABLE"}}


def test_a_bug_in_a_subscription_is_masked_with_a_reference(server: Server) -> None:
    with capture_server_logs() as ears, open_socket(server) as socket:
        socket.subscribe("1", "subscription {failing}")
        said = [orjson.dumps(socket.receive()).decode() for _ in range(3)]
    logged = [event for event in ears.events if event["event"] == "internal_error"]
    assert SECRET not in "".join(said)
    assert [str(event["exc_info"]) for event in logged] == [SECRET]
    assert logged[0]["reference"] in said[1]


def test_a_fault_in_the_context_closes_with_1011_and_a_reference(server: Server) -> None:
    headers = {"x-fault": "context"}
    with capture_server_logs() as ears, open_socket(server, init=False, additional_headers=headers) as socket:
        code, reason = socket.close_code()
    (logged,) = (event for event in ears.events if event["event"] == "internal_error")
    assert (code, reason) == (1011, f"Internal error {logged['reference']}")
    assert str(logged["exc_info"]) == SECRET


def test_a_fault_at_the_init_closes_with_1011(server: Server) -> None:
    with capture_server_logs() as ears, open_socket(server, init=False) as socket:
        socket.send(type="connection_init", payload={"fault": True})
        assert socket.close_code()[0] == 1011
    assert [event["event"] for event in ears.events] == ["internal_error"]
    assert server.is_well()


def test_the_end_of_a_session_closes_with_4401_and_is_safe_to_say_three_times(server: Server) -> None:
    with capture_server_logs() as ears, open_socket(server) as socket:
        socket.subscribe("ticking", TICKS)
        socket.subscribe("1", "subscription {ended}")
        assert socket.close_code() == (4401, "Signed out.")
    assert wait_until(lambda: watch.running == 0)
    assert ears.tracebacks() == []


def test_a_dropped_socket_cancels_its_operations(server: Server) -> None:
    with capture_server_logs() as ears:
        for _ in range(10):
            with open_socket(server) as socket:
                for n in range(5):
                    socket.subscribe(str(n), TICKS)
                assert wait_until(lambda: watch.running == 5)
                socket.connection.socket.close()
            assert wait_until(lambda: watch.running == 0)
    assert (ears.tracebacks(), server.is_well()) == ([], True)


def test_completing_an_operation_stops_it_and_no_other(server: Server) -> None:
    with open_socket(server) as socket:
        for name in ("1", "2"):
            socket.subscribe(name, TICKS)
        assert wait_until(lambda: watch.running == 2)
        socket.send(type="complete", id="1")
        assert wait_until(lambda: watch.running == 1)
        assert socket.still_answers()


def test_a_client_that_does_not_read_holds_up_nobody(server: Server) -> None:
    with capture_server_logs() as ears, open_socket(server, max_queue=1) as deaf:
        for n in range(5):
            deaf.subscribe(str(n), "subscription {ticks(seconds: 0)}")
        time.sleep(0.3)
        asking = Thread(target=server.is_well)
        asking.start()
        asking.join(SECONDS)
        assert not asking.is_alive()
        deaf.connection.socket.close()
    assert wait_until(lambda: watch.running == 0)
    assert ears.tracebacks() == []


def test_an_event_that_is_too_large_is_replaced_by_an_error() -> None:
    with run_server(View(schema(), largest_answer=80)) as small, open_socket(small) as socket:
        socket.subscribe("1", '{hello(name: "' + "x" * 100 + '")}')
        payload = socket.receive()["payload"]
        assert socket.receive() == {"id": "1", "type": "complete"}
    assert payload["errors"][0]["extensions"] == {"code": "BAD_INPUT", "limit": "answer", "allowed": 80}


def test_an_operation_that_is_completed_in_the_moment_of_its_end_is_forgotten_once() -> None:
    conversation = Conversation.__new__(Conversation)
    conversation.operations = {}
    conversation.forget_id("1")
    assert conversation.operations == {}
