"""E-mail by SMTP: writing a letter, handing it over, and the meaning of each answer."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as ASCII_ADDRESSES
from email.policy import SMTPUTF8
from email.utils import localtime, parseaddr
from urllib.parse import unquote, urlsplit

import structlog
from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from jobs.messaging.letter import Letter
from jobs.messaging.outcomes import InDoubt, Rejected, TryAgain

SECONDS = 10
log = structlog.get_logger("proffer")


async def send_email(url: str, sender: str, letter: Letter, seconds: float = SECONDS) -> None:
    """Send through the server at `url`; return when the server has accepted the letter."""
    mail_bytes = _mail_bytes(letter, sender)
    server = _server(url, seconds)
    try:
        await _announce(server, parseaddr(sender)[1], _address(letter.to).addr_spec)
        await _hand_over(server, mail_bytes)
    finally:
        await _leave(server)


def _server(url: str, seconds: float) -> SMTP:
    """Build the client, which uses STARTTLS when the server offers it."""
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
    """Connect; raise TryAgain on failure, because no letter was refused yet."""
    try:
        await server.connect()
    except (SMTPException, OSError) as error:
        raise TryAgain(_error_text(error)) from error


async def _announce(server: SMTP, sender: str, to: str) -> None:
    """Announce the letter; an error without a clear answer raises TryAgain, as nothing went out."""
    await _reach(server)
    options = [] if to.isascii() else ["SMTPUTF8"]
    try:
        await server.mail(sender, options=options, encoding="utf-8")
        await server.rcpt(to, encoding="utf-8")
    except SMTPResponseException as error:
        raise _outcome(error, TryAgain) from error
    except (SMTPException, OSError) as error:
        raise TryAgain(_error_text(error)) from error


async def _hand_over(server: SMTP, content: bytes) -> None:
    try:
        await server.data(content)
    except SMTPResponseException as error:
        raise _outcome(error, InDoubt) from error
    except (SMTPException, OSError) as error:
        raise InDoubt(_error_text(error)) from error


async def _leave(server: SMTP) -> None:
    """Close the connection; an error here does not change the outcome."""
    if not server.is_connected:
        return
    try:
        await server.quit()
    except (SMTPException, OSError) as error:
        log.info("the mail server did not answer QUIT", reason=repr(error))
        server.close()


def _outcome(error: SMTPResponseException, otherwise: type[Exception]) -> Exception:
    """Map 4xx to TryAgain and 5xx to Rejected, anything else to `otherwise`."""
    meanings: dict[int, type[Exception]] = {4: TryAgain, 5: Rejected}
    return meanings.get(error.code // 100, otherwise)(f"{error.code} {error.message}")


def _error_text(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _mail_bytes(letter: Letter, sender: str) -> bytes:
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
    """Parse the address with quoting, so that a comma does not split it in two."""
    user, _, domain = text.rpartition("@")
    return Address(username=user, domain=domain)
