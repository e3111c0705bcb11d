"""E-mail by SMTP: how a letter is written and handed over, and what each answer means."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as ASCII_ADDRESSES
from email.policy import SMTPUTF8
from email.utils import localtime, parseaddr
from urllib.parse import unquote, urlsplit

import structlog
from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from jobs.messaging.letter import Letter
from jobs.messaging.sending import InDoubt, Rejected, TryAgain

SECONDS = 10
log = structlog.get_logger("proffer")


async def send_email(url: str, sender: str, letter: Letter, seconds: float = SECONDS) -> None:
    """Through the server at `url`; returns when the server has taken the letter."""
    written = _written(letter, sender)
    server = _server(url, seconds)
    try:
        await _announce(server, parseaddr(sender)[1], _address(letter.to).addr_spec)
        await _hand_over(server, written)
    finally:
        await _leave(server)


def _server(url: str, seconds: float) -> SMTP:
    """STARTTLS is used wherever the server offers it."""
    at = urlsplit(url)
    return SMTP(
        hostname=at.hostname,
        port=at.port,
        username=unquote(at.username) if at.username else None,
        password=unquote(at.password) if at.password else None,
        use_tls=at.scheme == "smtps",
        timeout=seconds,
    )


async def _reach(server: SMTP) -> None:
    """A server that does not let us in, today or with this password, has refused no letter."""
    try:
        await server.connect()
    except (SMTPException, OSError) as error:
        raise TryAgain(_said(error)) from error


async def _announce(server: SMTP, sender: str, to: str) -> None:
    """Up to here no letter was handed over, so whatever goes wrong, none went out."""
    await _reach(server)
    options = [] if to.isascii() else ["SMTPUTF8"]
    try:
        await server.mail(sender, options=options, encoding="utf-8")
        await server.rcpt(to, encoding="utf-8")
    except SMTPResponseException as error:
        raise _meaning(error, TryAgain) from error
    except (SMTPException, OSError) as error:
        raise TryAgain(_said(error)) from error


async def _hand_over(server: SMTP, written: bytes) -> None:
    try:
        await server.data(written)
    except SMTPResponseException as error:
        raise _meaning(error, InDoubt) from error
    except (SMTPException, OSError) as error:
        raise InDoubt(_said(error)) from error


async def _leave(server: SMTP) -> None:
    """What was said before stands, however the farewell ends."""
    if not server.is_connected:
        return
    try:
        await server.quit()
    except (SMTPException, OSError) as error:
        log.info("the mail server did not answer QUIT", reason=repr(error))
        server.close()


def _meaning(error: SMTPResponseException, otherwise: type[Exception]) -> Exception:
    """4xx: not now. 5xx: never. Anything else is no answer at all."""
    meanings: dict[int, type[Exception]] = {4: TryAgain, 5: Rejected}
    return meanings.get(error.code // 100, otherwise)(f"{error.code} {error.message}")


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _written(letter: Letter, sender: str) -> bytes:
    name, address = parseaddr(sender)
    mail = EmailMessage(ASCII_ADDRESSES if letter.to.isascii() else SMTPUTF8)
    mail["From"] = Address(name, addr_spec=address)
    mail["To"] = _address(letter.to)
    mail["Subject"] = letter.subject
    mail["Date"] = localtime()
    mail["Message-ID"] = f"<{letter.id}@{address.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text)
    return bytes(mail)


def _address(text: str) -> Address:
    """Quoted where it must be, so that a comma does not make two of it."""
    user, _, domain = text.rpartition("@")
    return Address(username=user, domain=domain)
