"""A server in its own thread that stands in for Twilio: it accepts texts, refuses them or hangs up."""

import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit
from uuid import uuid4

import httpx
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

ACCOUNT, SECRET, NUMBER = "AC" + "0" * 32, "a-secret-of-the-account", "+15005550006"
BASIC = "Basic " + b64encode(f"{ACCOUNT}:{SECRET}".encode()).decode()
PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
STOPPED = {"code": 21610, "message": "Attempt to send to unsubscribed recipient", "status": 400}
BAD_NUMBER = {"code": 21211, "message": "Invalid 'To' Phone Number", "status": 400}
TOO_MANY = {"code": 20429, "message": "Too Many Requests", "status": 429}
BROKEN = {"code": 20500, "message": "Internal Server Error", "status": 500}


@dataclass
class Text:
    """An accepted text, its status, and whether its sender got the acknowledgement."""

    form: dict[str, str]
    sid: str = field(default_factory=lambda: "SM" + uuid4().hex)
    status: str = "queued"
    error: int | None = None
    acknowledged: bool = False
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def to_json(self) -> dict[str, object]:
        return {
            "sid": self.sid,
            "to": self.form["To"],
            "from": self.form.get("From"),
            "messaging_service_sid": self.form.get("MessagingServiceSid"),
            "body": self.form["Body"],
            "status": self.status,
            "error_code": self.error,
            "date_created": format_datetime(self.created_at),
        }


@dataclass
class TwilioStandIn:
    """The behaviour of the stand-in, and the texts that it accepted.

    `answer_to_text`: None accepts a text, a dict is an error to answer, a word is a way to misbehave: `drop`
    before the text is accepted, `hang up`, `garble`, `break` or `dawdle` after. `answer_to_list` is the same
    for requests of the list of texts. `seconds` is the delay before a text is accepted, with `dawdle` after.
    """

    url: str = ""
    answer_to_text: dict[str, object] | str | None = None
    answer_to_list: dict[str, object] | str | None = None
    seconds: float = 0.0
    accepted_texts: list[Text] = field(default_factory=list)
    text_arrived: threading.Event = field(default_factory=threading.Event)
    list_requests: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def forms(self) -> list[dict[str, str]]:
        return [text.form for text in self.accepted_texts]

    def post_status(self, text: Text, status: str, error: int | None = None) -> int:
        """Post a status to the callback of the text; return the HTTP status of the answer."""
        text.status, text.error = status, error
        form = status_form(text.sid, status, error)
        url = text.form["StatusCallback"]
        answer = httpx.post(url, data=form, headers={"x-twilio-signature": signature(url, form)})
        return answer.status_code

    def answer_text(self, door: "StandInRequest", form: dict[str, str]) -> None:
        self.text_arrived.set()
        if self.answer_to_text != "dawdle":
            self.stopped.wait(self.seconds)
        if isinstance(self.answer_to_text, dict):
            return door.respond(int(str(self.answer_to_text["status"])), self.answer_to_text)
        if self.answer_to_text == "drop":
            return None
        text = Text(form)
        self.accepted_texts.append(text)
        if self.answer_to_text == "break":
            return door.respond(500, BROKEN)
        if self.answer_to_text == "garble":
            return door.respond(201, "<html>")
        if self.answer_to_text == "dawdle":
            self.stopped.wait(self.seconds)
        if self.answer_to_text != "hang up":
            door.respond(201, text.to_json())
            text.acknowledged = True
        return None

    def answer_list(self, door: "StandInRequest", filters: dict[str, list[str]]) -> None:
        self.list_requests += 1
        if isinstance(self.answer_to_list, dict):
            return door.respond(int(str(self.answer_to_list["status"])), self.answer_to_list)
        if self.answer_to_list == "drop":
            return None
        texts = [text.to_json() for text in reversed(self.accepted_texts)]
        for name in ("To", "From"):
            if name in filters:
                texts = [text for text in texts if [text[name.lower()]] == filters[name]]
        return door.respond(200, {"messages": texts, "page": 0, "page_size": 50, "next_page_uri": None})


class StandInRequest(BaseHTTPRequestHandler):
    """A request to the stand-in."""

    stand_in: TwilioStandIn

    def do_POST(self) -> None:
        assert (self.path, self.headers["authorization"]) == (PATH, BASIC)
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.stand_in.answer_text(self, dict(parse_qsl(body, keep_blank_values=True)))

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        assert (url.path, self.headers["authorization"]) == (PATH, BASIC)
        self.stand_in.answer_list(self, parse_qs(url.query))

    def respond(self, status: int, words: Any) -> None:
        body = (words if isinstance(words, str) else json.dumps(words)).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Write nothing to standard error."""


class Server(ThreadingHTTPServer):
    """A server whose clients may be gone before they are answered."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def run_twilio() -> Iterator[TwilioStandIn]:
    twilio = TwilioStandIn()
    with Server(("127.0.0.1", 0), type("OwnRequest", (StandInRequest,), {"stand_in": twilio})) as server:
        twilio.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield twilio
        twilio.stopped.set()
        server.shutdown()
        thread.join()


def status_form(sid: str, status: str, error: int | None = None) -> dict[str, str]:
    """Return the form that Twilio posts about a text."""
    form = {"AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "MessageSid": sid, "MessageStatus": status}
    return form | {"SmsSid": sid, "SmsStatus": status} | ({"ErrorCode": str(error)} if error else {})


def signature(url: str, form: dict[str, str], secret: str = SECRET) -> str:
    return str(RequestValidator(secret).compute_signature(url, form))
