"""Settings are applied, or refused with one sentence that names the variable."""

from typing import Any

import pytest

from settings import Settings, SettingsError, load_settings

PROVIDER = {
    "JWKS_URL": "https://login.example.com/keys",
    "JWT_ISSUER": "https://login.example.com",
    "JWT_AUDIENCE": "us",
}
GOOD = [
    (
        "DATABASE_URL",
        "sqlite:///var/lib/proffer.sqlite3",
        "database_url",
        "sqlite:///var/lib/proffer.sqlite3",
    ),
    (
        "DATABASE_URL",
        "postgresql://a:b@db:5432/c?ssl=require",
        "database_url",
        "postgresql://a:b@db:5432/c?ssl=require",
    ),
    ("BROADCAST_URL", "rediss://:word@redis:6380/1", "broadcast_url", "rediss://:word@redis:6380/1"),
    ("PORT", "9000", "port", 9000),
    ("DEMO", "on", "demo", True),
    ("SCHEDULER", "off", "scheduler", False),
    ("GRAPHIQL", "0", "graphiql", False),
    ("INTROSPECTION", "false", "introspection", False),
    ("EXECUTION", "reference", "execution", "reference"),
    (
        "ALLOWED_ORIGINS",
        "https://a.example, http://localhost:5173,",
        "allowed_origins",
        ("https://a.example", "http://localhost:5173"),
    ),
    ("ALLOWED_ORIGINS", "", "allowed_origins", ()),
    ("ALLOWED_ORIGINS", "*", "allowed_origins", ("*",)),
    ("INTERNAL_SECRET", "f" * 64, "internal_secret", "f" * 64),
    ("INTERNAL_SECRET", "", "internal_secret", None),
    ("SESSION_HOURS", "1", "session_hours", 1),
    ("PASSWORD_MEMORY", "65536", "password_memory", 65_536),
    ("LOG_FORMAT", "json", "log_format", "json"),
    ("JWKS_URL", "", "jwks_url", None),
]
BAD = [
    ("PORT", "abc"),
    ("PORT", "0"),
    ("PORT", "65536"),
    ("PORT", "80.5"),
    ("DATABASE_URL", "mysql://root@localhost/offers"),
    ("DATABASE_URL", "offers.sqlite3"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "postgres://"),
    ("DATABASE_URL", "postgres://user@host:abc/offers"),
    ("DATABASE_URL", "postgres://user@host:99999/offers"),
    ("DATABASE_URL", "postgres://user@[::1/offers"),
    ("BROADCAST_URL", "kafka://localhost"),
    ("BROADCAST_URL", "localhost:6379"),
    ("BROADCAST_URL", "redis://"),
    ("BROADCAST_URL", "redis://localhost:abc"),
    ("DEMO", "perhaps"),
    ("SCHEDULER", "2"),
    ("GRAPHIQL", "nope"),
    ("INTROSPECTION", " "),
    ("EXECUTION", "fast"),
    ("INTERNAL_SECRET", "short"),
    ("INTERNAL_SECRET", "change_me_" + "x" * 40),
    ("INTERNAL_SECRET", "my-secret-" + "x" * 40),
    ("ALLOWED_ORIGINS", "app.example.com"),
    ("ALLOWED_ORIGINS", "https://app.example.com/"),
    ("ALLOWED_ORIGINS", "https://a.example https://b.example"),
    ("ALLOWED_ORIGINS", "https://a.example,ftp://b.example"),
    ("SESSION_HOURS", "0"),
    ("SESSION_HOURS", "8761"),
    ("SESSION_HOURS", "a week"),
    ("PASSWORD_MEMORY", "7"),
    ("SIGN_IN_RATE", "often"),
    ("EXPIRY_WARNING_HOURS", "-1"),
    ("LOG_FORMAT", "xml"),
    ("LOG_LEVEL", "loud"),
    ("JWT_ALGORITHM", "HS256"),
    ("JWT_ALGORITHM", "none"),
    ("JWKS_URL", "login.example.com/keys"),
    ("JWKS_URL", "file:///etc/passwd"),
    ("JWKS_URL", "https://"),
]


def load() -> Settings:
    return load_settings(_env_file=None)


@pytest.fixture(autouse=True)
def _only_what_the_test_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(("variable", "text", "name", "value"), GOOD)
def test_a_good_value_is_taken(
    monkeypatch: pytest.MonkeyPatch, variable: str, text: str, name: str, value: Any
) -> None:
    monkeypatch.setenv(variable, text)
    assert getattr(load(), name) == value


@pytest.mark.parametrize(("variable", "text"), BAD)
def test_a_malformed_value_is_refused_with_one_sentence_that_names_it(
    monkeypatch: pytest.MonkeyPatch, variable: str, text: str
) -> None:
    monkeypatch.setenv(variable, text)
    with pytest.raises(SettingsError) as refused:
        load()
    sentence = str(refused.value)
    assert sentence.startswith(f"{variable} cannot be used: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize("variable", ["INTERNAL_SECRET", "DATABASE_URL", "BROADCAST_URL"])
def test_a_refused_value_is_not_repeated(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "hunter2")
    with pytest.raises(SettingsError) as refused:
        load()
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("missing", PROVIDER)
def test_an_identity_provider_is_set_whole_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name, text in PROVIDER.items():
        monkeypatch.setenv(name, text)
    assert load().jwks_url == PROVIDER["JWKS_URL"]
    monkeypatch.delenv(missing)
    with pytest.raises(SettingsError, match="JWKS_URL, JWT_ISSUER and JWT_AUDIENCE must be set together"):
        load()


@pytest.mark.parametrize(
    ("variable", "text", "is_open"),
    [
        ("HOST", "127.0.0.1", True),
        ("HOST", "127.8.0.1", True),
        ("HOST", "::1", True),
        ("HOST", "localhost", True),
        ("HOST", "0.0.0.0", False),  # noqa: S104 - the point of this test
        ("HOST", "::", False),
        ("HOST", "192.0.2.7", False),
        ("HOST", "app.example.com", False),
        ("APP_URL", "http://localhost:3000", True),
        ("APP_URL", "http://[::1]:3000", True),
        ("APP_URL", "https://app.example.com", False),
        ("APP_URL", "https://127.0.0.1.example.com", False),
    ],
)
def test_what_helps_an_attacker_is_off_where_others_reach_the_server(
    monkeypatch: pytest.MonkeyPatch, variable: str, text: str, is_open: bool
) -> None:
    monkeypatch.setenv(variable, text)
    assert (load().shows_explorer, load().answers_introspection) == (is_open, is_open)
    for setting in ("GRAPHIQL", "INTROSPECTION"):
        monkeypatch.setenv(setting, "on")
    assert (load().shows_explorer, load().answers_introspection) == (True, True)
    for setting in ("GRAPHIQL", "INTROSPECTION"):
        monkeypatch.setenv(setting, "off")
    assert (load().shows_explorer, load().answers_introspection) == (False, False)
    monkeypatch.setenv("DEMO", "on")
    if is_open:
        assert load().demo
    else:
        with pytest.raises(SettingsError, match="DEMO must be off where HOST or APP_URL is not this machine"):
            load()


def test_a_demonstration_needs_a_file_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO", "on")
    monkeypatch.setenv("DATABASE_URL", "postgres://proffer:password@127.0.0.1/proffer")
    with pytest.raises(SettingsError, match="DEMO must be off on PostgreSQL"):
        load()


def test_without_any_variable_the_defaults_hold() -> None:
    settings = load()
    assert (settings.host, settings.port) == ("127.0.0.1", None)
    assert (settings.database_url, settings.broadcast_url) == ("sqlite://proffer.sqlite3", "memory://")
    assert (settings.demo, settings.scheduler, settings.internal_secret) == (False, True, None)
