"""A server that speaks Twilio's HTTP, in a thread of its own: it takes texts, refuses them or hangs up."""

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
    """A text that was taken, what is said of it, and whether its sender was told that it was taken."""

    form: dict[str, str]
    sid: str = field(default_factory=lambda: "SM" + uuid4().hex)
    status: str = "queued"
    error: int | None = None
    acknowledged: bool = False
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def shown(self) -> dict[str, object]:
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
class Network:
    """`says` is what it answers to a text: None takes it, a dict is an error, a word is a way to misbehave.

    Before it has taken it: `drop`. After: `hang up`, `garble`, `break`, `dawdle`. `lists` is what it answers
    to whoever asks what it has taken. `seconds` is how long it waits, before it takes it unless it dawdles.
    """

    url: str = ""
    says: dict[str, object] | str | None = None
    lists: dict[str, object] | str | None = None
    seconds: float = 0.0
    taken: list[Text] = field(default_factory=list)
    asked: threading.Event = field(default_factory=threading.Event)
    looked: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def texts(self) -> list[dict[str, str]]:
        return [text.form for text in self.taken]

    def tell(self, text: Text, status: str, error: int | None = None) -> int:
        """Call where the sender wanted to hear of it; the status of the answer."""
        text.status, text.error = status, error
        form = status_form(text.sid, status, error)
        url = text.form["StatusCallback"]
        answer = httpx.post(url, data=form, headers={"x-twilio-signature": signature(url, form)})
        return answer.status_code

    def answer_text(self, door: "Door", form: dict[str, str]) -> None:
        self.asked.set()
        if self.says != "dawdle":
            self.over.wait(self.seconds)
        if isinstance(self.says, dict):
            return door.say(int(str(self.says["status"])), self.says)
        if self.says == "drop":
            return None
        text = Text(form)
        self.taken.append(text)
        if self.says == "break":
            return door.say(500, BROKEN)
        if self.says == "garble":
            return door.say(201, "<html>")
        if self.says == "dawdle":
            self.over.wait(self.seconds)
        if self.says != "hang up":
            door.say(201, text.shown())
            text.acknowledged = True
        return None

    def answer_list(self, door: "Door", wanted: dict[str, list[str]]) -> None:
        self.looked += 1
        if isinstance(self.lists, dict):
            return door.say(int(str(self.lists["status"])), self.lists)
        if self.lists == "drop":
            return None
        found = [text.shown() for text in reversed(self.taken)]
        for name in ("To", "From"):
            if name in wanted:
                found = [text for text in found if [text[name.lower()]] == wanted[name]]
        return door.say(200, {"messages": found, "page": 0, "page_size": 50, "next_page_uri": None})


class Door(BaseHTTPRequestHandler):
    """One request."""

    network: Network

    def do_POST(self) -> None:
        assert (self.path, self.headers["authorization"]) == (PATH, BASIC)
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.network.answer_text(self, dict(parse_qsl(body, keep_blank_values=True)))

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        assert (asked.path, self.headers["authorization"]) == (PATH, BASIC)
        self.network.answer_list(self, parse_qs(asked.query))

    def say(self, status: int, words: Any) -> None:
        body = (words if isinstance(words, str) else json.dumps(words)).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing to standard error."""


class Server(ThreadingHTTPServer):
    """Senders may be gone before they are answered."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def network() -> Iterator[Network]:
    twilio = Network()
    with Server(("127.0.0.1", 0), type("OwnDoor", (Door,), {"network": twilio})) as server:
        twilio.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield twilio
        twilio.over.set()
        server.shutdown()
        thread.join()


def status_form(sid: str, status: str, error: int | None = None) -> dict[str, str]:
    """What Twilio posts of a text."""
    form = {"AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "MessageSid": sid, "MessageStatus": status}
    return form | {"SmsSid": sid, "SmsStatus": status} | ({"ErrorCode": str(error)} if error else {})


def signature(url: str, form: dict[str, str], secret: str = SECRET) -> str:
    return str(RequestValidator(secret).compute_signature(url, form))
