"""The start of `make run`: its port, and its messages to the operator."""

import socket
from collections.abc import Iterator

import pytest

from jobs.demo.rows import ACCOUNTS
from serve import bind_port, greeting
from settings import Settings, SettingsError


def settings(**changes: object) -> Settings:
    """Settings with a database that is not in the checkout, whose path may hold any word."""
    usual = {"database_url": "sqlite:///var/lib/offers.sqlite3"}
    return Settings(_env_file=None, **usual | changes)  # type: ignore[call-arg, arg-type]


@pytest.fixture
def busy_port() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def free_from(monkeypatch: pytest.MonkeyPatch, busy_port: int) -> int:
    """The search begins at the taken port instead of 8000, which this machine may need."""
    monkeypatch.setattr("serve.FIRST_PORT", busy_port)
    return busy_port


def test_the_next_port_is_found_when_the_first_is_taken(free_from: int) -> None:
    with bind_port(settings()) as listener:
        assert free_from < listener.getsockname()[1] < free_from + 100


def test_two_servers_that_start_concurrently_get_different_ports(free_from: int) -> None:
    with bind_port(settings()) as one, bind_port(settings()) as other:
        assert one.getsockname()[1] != other.getsockname()[1]


def test_a_requested_port_that_is_in_use_is_refused_in_one_sentence(busy_port: int) -> None:
    with pytest.raises(SettingsError) as refused:
        bind_port(settings(port=busy_port))
    assert str(refused.value) == f"PORT {busy_port} on HOST 127.0.0.1 cannot be used: Address already in use."


def test_an_address_of_another_machine_is_refused_in_one_sentence() -> None:
    with pytest.raises(SettingsError, match=r"^PORT 8000 on HOST 192\.0\.2\.1 cannot be used: [^\n]*\.$"):
        bind_port(settings(host="192.0.2.1"))


def test_the_greeting_shows_the_address_and_the_file() -> None:
    said = greeting(settings(), 8001)
    assert "http://127.0.0.1:8001/graphql" in said
    assert "SQLite file /var/lib/offers.sqlite3" in said
    assert "http://[::1]:8001/graphql" in greeting(settings(host="::1"), 8001)


@pytest.mark.parametrize("password", ["hunter2", "p@hunter2", "hunter2%3F"])
def test_the_greeting_shows_the_database_without_its_password(password: str) -> None:
    said = greeting(settings(database_url=f"postgres://us:{password}@db:5432/offers?ssl=require"), 8000)
    assert "PostgreSQL db:5432/offers\n" in said
    assert "hunter2" not in said
    assert "us:" not in said


def test_the_greeting_shows_the_ways_to_sign_in_to_a_demonstration_only() -> None:
    shown, hidden = greeting(settings(demo=True), 8000), greeting(settings(), 8000)
    for account in ACCOUNTS:
        assert f"{account.email}  {account.password}" in shown
        assert account.email not in hidden
        assert account.password not in hidden


def test_the_greeting_shows_where_the_demonstration_can_be_answered() -> None:
    here = greeting(settings(demo=True), 8001, "T")
    assert "  Invitation   http://127.0.0.1:8001/splits/invite/T" in here
    elsewhere = greeting(settings(demo=True, app_url="https://app.example.com"), 8001, "T")
    assert "https://app.example.com/splits/invite/T" in elsewhere
    assert "Invitation" not in greeting(settings(demo=True), 8001)


def test_the_greeting_shows_the_demonstration_s_table() -> None:
    assert "  Table        http://127.0.0.1:8001/t/T-12" in greeting(settings(demo=True), 8001, None, "T-12")
    assert "/t/" not in greeting(settings(demo=True), 8001)
