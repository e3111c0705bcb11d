"""E-mail by SMTP: what is sent, and what each answer of the server means."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from jobs.messaging.email import send_email
from jobs.messaging.letter import Letter
from jobs.messaging.outcomes import InDoubt, Rejected, TryAgain
from tests.support.busy_port import busy_port
from tests.support.mail_server import Mailbox, mail_server

pytestmark = pytest.mark.anyio
SENDER = "Proffer <offers@proffer.example>"
LETTER = Letter(uuid4(), "asha@example.com", "“Kitchen” was accepted.", "Hello Asha,\n\nA door: “here”.\n")


async def test_a_letter_arrives_as_it_was_written(mailbox: Mailbox) -> None:
    await send_email(mailbox.url, SENDER, LETTER)
    (mail,) = mailbox.mails
    assert (mail["From"], mail["To"], mail["Subject"]) == (SENDER, LETTER.to, LETTER.subject)
    assert mail["Message-ID"] == f"<{LETTER.id}@proffer.example>"
    assert (mail["Auto-Submitted"], mail.get_content_type()) == ("auto-generated", "text/plain")
    assert mail.get_content().replace("\r\n", "\n") == LETTER.text
    assert (mailbox.envelopes[0].mail_from, mailbox.envelopes[0].rcpt_tos) == (
        "offers@proffer.example",
        [LETTER.to],
    )


async def test_an_address_may_have_letters_of_any_alphabet(mailbox: Mailbox) -> None:
    await send_email(mailbox.url, SENDER, Letter(LETTER.id, "आशा@example.com", "Kitchen", "A door"))
    assert (mailbox.envelopes[0].rcpt_tos, mailbox.mails[0]["To"]) == (["आशा@example.com"], "आशा@example.com")


async def test_an_address_with_a_comma_is_one_address(mailbox: Mailbox) -> None:
    await send_email(mailbox.url, SENDER, Letter(LETTER.id, "a,b@example.com", "Kitchen", "A door"))
    assert mailbox.mails[0]["To"].addresses[0].addr_spec == '"a,b"@example.com'
    assert mailbox.envelopes[0].rcpt_tos == ['"a,b"@example.com']


@pytest.mark.parametrize(
    ("answers", "outcome", "reason"),
    [
        ({"recipient": "451 later"}, TryAgain, "451 later"),
        ({"recipient": "550 nobody here"}, Rejected, "550 nobody here"),
        ({"recipient": "hang up"}, TryAgain, "SMTPServerDisconnected"),
        ({"content": "452 no room"}, TryAgain, "452 no room"),
        ({"content": "554 not this"}, Rejected, "554 not this"),
        ({"content": "hang up"}, InDoubt, "SMTPServerDisconnected"),
    ],
)
async def test_each_answer_has_its_meaning(
    mailbox: Mailbox, answers: dict[str, str], outcome: type[Exception], reason: str
) -> None:
    vars(mailbox).update(answers)
    with pytest.raises(outcome, match=f"^{reason}"):
        await send_email(mailbox.url, SENDER, LETTER)


async def test_a_server_that_is_silent_after_the_letter_may_have_taken_it(mailbox: Mailbox) -> None:
    mailbox.seconds = 1
    with pytest.raises(InDoubt, match=r"^SMTPReadTimeoutError"):
        await send_email(mailbox.url, SENDER, LETTER, seconds=0.2)


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:1", "smtps://127.0.0.1:1", "smtp://nowhere.invalid:25"])
async def test_when_the_server_is_unreachable_nothing_went_out(url: str) -> None:
    with pytest.raises(TryAgain, match=r"^SMTPConnectError"):
        await send_email(url, SENDER, LETTER)


async def test_a_server_that_accepts_no_connection_got_nothing() -> None:
    with busy_port() as port, pytest.raises(TryAgain, match=r"^SMTPConnectTimeoutError"):
        await send_email(f"smtp://127.0.0.1:{port}", SENDER, LETTER, seconds=0.2)


async def test_starttls_and_a_password_are_used_where_the_server_asks(
    tls_context: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    async with mail_server(tls_context) as box:
        url = box.url.replace("smtp://", "smtp://asha:p%40ss%20word@")
        await send_email(url, SENDER, LETTER)
    assert (box.tls, box.signed_in) == ([True], [b"asha:p@ss word"])


async def test_a_rejected_password_does_not_fail_the_letter(
    tls_context: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    async with mail_server(tls_context) as box:
        with pytest.raises(TryAgain, match=r"^SMTPAuthenticationError.*535"):
            await send_email(box.url.replace("smtp://", "smtp://asha:wrong@"), SENDER, LETTER)
    assert (box.mails, set(box.signed_in)) == ([], {b"asha:wrong"})


async def test_a_server_without_a_trusted_certificate_gets_neither_letter_nor_password(
    tls_context: ssl.SSLContext,
) -> None:
    async with mail_server(tls_context) as box:
        with pytest.raises(TryAgain, match="CERTIFICATE_VERIFY_FAILED"):
            await send_email(box.url.replace("smtp://", "smtp://asha:secret@"), SENDER, LETTER)
    assert (box.mails, box.signed_in) == ([], [])


@pytest.fixture
def tls_context(tmp_path: Path) -> ssl.SSLContext:
    """The TLS context of a server with a self-signed certificate for 127.0.0.1."""
    key, start = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    local = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(start).not_valid_after(start + timedelta(hours=1))
    signed = builder.add_extension(local, critical=False).sign(key, hashes.SHA256())
    (tmp_path / "certificate.pem").write_bytes(signed.public_bytes(Encoding.PEM))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key.pem").write_bytes(private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    return context
