"""A real SMTP server inside the test, which takes mail, refuses it, is slow, or hangs up."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

TAKEN = "250 OK"


@dataclass
class Mailbox:
    """`recipient` and `content` are the answers to RCPT and DATA; "hang up" instead drops the connection."""

    url: str = ""
    recipient: str = TAKEN
    content: str = TAKEN
    seconds: float = 0.0
    mails: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    signed_in: list[bytes] = field(default_factory=list)
    tls: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        if self.recipient == "hang up":
            return _hang_up(server)
        envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.seconds)
        if self.content in (TAKEN, "hang up"):
            self.envelopes.append(envelope)
            self.tls.append(session.ssl is not None)
            self.mails.append(message_from_bytes(envelope.content or b"", policy=default))  # type: ignore[arg-type]
        return _hang_up(server) if self.content == "hang up" else self.content

    def sign_in(self, *arguments: Any) -> AuthResult:
        data = arguments[-1]
        self.signed_in.append(data.login + b":" + data.password)
        return AuthResult(success=data.password == b"p@ss word", handled=False)


def _hang_up(server: SMTP) -> str:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()
    return "421 gone"


@asynccontextmanager
async def mail_server(tls: ssl.SSLContext | None = None) -> AsyncIterator[Mailbox]:
    box = Mailbox()

    def protocol() -> SMTP:
        options: dict[str, Any] = {"tls_context": tls, "authenticator": box.sign_in} if tls else {}
        return SMTP(box, hostname="mail.example", enable_SMTPUTF8=True, **options)

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    box.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield box
    server.close()
