"""The lines of the log, and the secrets that it never shows."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from logs import scrub, set_up_logs
from tests.support.log_capture import capture_log, quiet_logs

TOKEN = "ses_" + "aB3-_" * 8
JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"
CLEAN = [
    ("nothing special", "nothing special"),
    (f"signed in with {TOKEN}.", "signed in with [token]."),
    (f"Authorization: Bearer {TOKEN}", "Authorization: [token]"),
    ("authorization: bearer abc", "authorization: [token]"),
    (f"refused {JWT} at once", "refused [token] at once"),
    (f"unsigned {JWT.rpartition('.')[0]}.", "unsigned [token]"),
    ("key_" + "x" * 43, "[token]"),
    ("call +919876543210 now", "call [phone ..10] now"),
    ("+91 98765 43210", "[phone ..10]"),
    ("+1 (415) 555-0132", "[phone ..32]"),
    ("tel:+44.20.7946.0958", "tel:[phone ..58]"),
    ("+919876543210,+14155550132", "[phone ..10],[phone ..32]"),
    ("2026-11-21T00:30:50+05:30", "2026-11-21T00:30:50+05:30"),
    ("ses_short", "ses_short"),
    ("a\rb\x1b[2Jc\u2028d\x85", "a\\x0db\\x1b[2Jc\\x2028d\\x85"),
    (ValueError(f"no {TOKEN}"), "no [token]"),
    (
        [TOKEN, {"phone": "+919876543210", "password": "hunter2"}],
        ["[token]", {"phone": "[phone ..10]", "password": "[hidden]"}],
    ),
    (("+919876543210", 7, 1.5, None, True), ["[phone ..10]", 7, 1.5, None, True]),
]


@pytest.fixture(params=["text", "json"])
def log_format(request: pytest.FixtureRequest) -> Iterator[str]:
    set_up_logs(request.param)
    yield request.param
    quiet_logs()


@pytest.mark.parametrize(("value", "clean"), CLEAN)
def test_tokens_and_phone_numbers_are_taken_out(value: object, clean: object) -> None:
    assert scrub(value) == clean


def test_no_logger_writes_a_secret(log_format: str) -> None:
    with capture_log() as written:
        structlog.get_logger("ours").info("asked", token=TOKEN, password="hunter2", secret="s3", reason=TOKEN)
        logging.getLogger("theirs").warning("called %s with %s", "+919876543210", TOKEN)
        logging.getLogger("theirs").warning(
            "also", extra={"authorization": "hunter2", "number": "+919876543210"}
        )
        try:
            raise ValueError(f"{TOKEN} of +919876543210")
        except ValueError:
            structlog.get_logger("ours").exception("failed")
    assert len(written.lines()) == 4
    for secret in (TOKEN, "aB3-_aB3", "9876543210", "hunter2", "s3"):
        assert secret not in written.getvalue().replace("ValueError(f", "")


def test_one_event_is_one_line_whatever_it_holds(log_format: str) -> None:
    with capture_log() as written:
        structlog.get_logger("ours").info(
            "a\nlevel=error", name="b\r\nlevel=error\u2028c\x0bd", reason="x\x1b[2J"
        )
        logging.getLogger("theirs").warning("a\nb\rc")
    assert len(written.lines()) == 2
    assert "\x1b" not in written.getvalue()


def test_no_line_of_the_web_server_keeps_the_address_of_a_caller() -> None:
    """The web server writes its lines exactly when this logger has somewhere to write to."""
    set_up_logs()
    assert not logging.getLogger("uvicorn.access").hasHandlers()


def test_the_level_that_is_set_holds() -> None:
    set_up_logs(level="warning")
    with capture_log(logging.getLogger().level) as written:
        structlog.get_logger("ours").info("quiet")
        structlog.get_logger("ours").warning("loud")
    quiet_logs()
    (line,) = written.lines()
    assert line.endswith("level=warning event=loud")
