"""What an operator can set, each by one environment variable (or a line of `.env`)."""

import re
from email.utils import parseaddr
from ipaddress import ip_address
from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

from limits import parse
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

OnOff = Annotated[bool, Field(strict=False)]
ORIGIN = re.compile(r"\*|https?://[\w.-]+(:\d{1,5})?|https?://\[[\da-fA-F:]+\](:\d{1,5})?")
# KiB. With two passes and one lane it is OWASP's second argon2id profile: about 30 ms.
PASSWORD_MEMORY = 19456
WEAK_SECRETS = ("change", "secret", "example")
MAIL_SERVER = re.compile(r"smtps?://([^@/\s]+@)?[^@:/\s]+(:\d{1,5})?/?")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
TOGETHER = (
    ("jwks_url", "jwt_issuer", "jwt_audience"),
    ("smtp_url", "mail_from"),
    ("twilio_account_sid", "twilio_auth_token", "twilio_from"),
)


class SettingsError(Exception):
    """A setting is missing or malformed; the text is one sentence that names it."""


class Settings(BaseSettings):
    """Every variable and its default; the table in docs/configuration.md is tested against this class."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True)

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    database_url: str = "sqlite://proffer.sqlite3"
    broadcast_url: str = "memory://"
    internal_secret: str | None = None
    demo: OnOff = False
    scheduler: OnOff = True
    graphiql: OnOff | None = None
    introspection: OnOff | None = None
    execution: Literal["compiled", "reference"] = "compiled"
    max_objects: Annotated[int, Field(ge=100, le=1_000_000)] = 5_000
    object_rate: str = "300000 per minute"
    max_answer: Annotated[int, Field(ge=10_000, le=100_000_000)] = 1_000_000
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = ()
    secret_key: str | None = None
    app_url: str = "http://127.0.0.1:8000"
    public_rate: str = "60 per minute"
    address_log: Literal["truncated", "hashed", "none"] = "truncated"
    access_log_days: Annotated[int, Field(ge=1, le=3650)] = 90
    guest_days: Annotated[int, Field(ge=1, le=3650)] = 365
    session_hours: Annotated[int, Field(ge=1, le=8760)] = 336
    device_days: Annotated[int, Field(ge=1, le=3650)] = 180
    password_memory: Annotated[int, Field(ge=8, le=4_194_304)] = PASSWORD_MEMORY
    sign_in_rate: str = "10 per 15 minutes"
    expiry_warning_hours: Annotated[int, Field(ge=1, le=8760)] = 48
    smtp_url: str | None = None
    mail_from: str | None = None
    twilio_account_sid: str | None = None
    twilio_auth_token: str | None = None
    twilio_from: str | None = None
    twilio_base_url: str | None = None
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    jwks_url: str | None = None
    jwt_issuer: str | None = None
    jwt_audience: str | None = None
    jwt_role_claim: str = "role"
    jwt_algorithm: Literal["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"] = "RS256"

    @field_validator("database_url")
    @classmethod
    def _a_known_database(cls, url: str) -> str:
        sqlite = url.startswith("sqlite://") and url != "sqlite://"
        if not sqlite and not (url.startswith(("postgres://", "postgresql://")) and _names_a_host(url)):
            raise ValueError("must be sqlite://FILE or postgres://USER:PASSWORD@HOST:PORT/NAME")
        if parse_qs(urlsplit(url).query).get("prepared_statements", ["on"]) not in (["on"], ["off"]):
            raise ValueError("must end in prepared_statements=on or off")
        return url

    @field_validator("broadcast_url")
    @classmethod
    def _a_known_channel(cls, url: str) -> str:
        if url != "memory://" and not (url.startswith(("redis://", "rediss://")) and _names_a_host(url)):
            raise ValueError("must be memory:// or redis://HOST:PORT/NUMBER")
        return url

    @field_validator("smtp_url")
    @classmethod
    def _a_mail_server(cls, url: str | None) -> str | None:
        if url and not MAIL_SERVER.fullmatch(url):
            raise ValueError("must be smtp://USER:PASSWORD@HOST:PORT or smtps://...")
        return url or None

    @field_validator("mail_from")
    @classmethod
    def _an_address(cls, sender: str | None) -> str | None:
        if sender and not ADDRESS.fullmatch(parseaddr(sender)[1]):
            raise ValueError("must be an address, or Name <address>")
        return sender or None

    @field_validator("sign_in_rate", "public_rate", "object_rate")
    @classmethod
    def _a_rate(cls, rate: str) -> str:
        try:
            parse(rate)
        except ValueError:
            raise ValueError("must look like 10 per 15 minutes") from None
        return rate

    @field_validator("internal_secret", "secret_key")
    @classmethod
    def _a_real_secret(cls, secret: str | None) -> str | None:
        if secret and (len(secret) < 32 or any(word in secret.lower() for word in WEAK_SECRETS)):
            raise ValueError("must be at least 32 random characters (try: openssl rand -hex 32)")
        return secret or None

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _comma_separated(cls, text: object) -> object:
        return (
            tuple(part.strip() for part in text.split(",") if part.strip()) if isinstance(text, str) else text
        )

    @field_validator("allowed_origins")
    @classmethod
    def _known_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        if not all(ORIGIN.fullmatch(origin) for origin in origins):
            raise ValueError("must be origins such as https://app.example.com, with commas between them")
        return origins

    @field_validator("jwks_url")
    @classmethod
    def _a_web_address(cls, url: str | None) -> str | None:
        if url and not (url.startswith(("https://", "http://")) and _names_a_host(url)):
            raise ValueError("must be https://HOST/PATH")
        return url or None

    @property
    def is_local(self) -> bool:
        """Whether only this machine is meant to reach the server: it listens here, and links lead here."""
        return all(_is_loopback(host) for host in (self.host, urlsplit(self.app_url).hostname or ""))

    @property
    def shows_explorer(self) -> bool:
        return self.is_local if self.graphiql is None else self.graphiql

    @property
    def answers_introspection(self) -> bool:
        return self.is_local if self.introspection is None else self.introspection

    def model_post_init(self, _: object) -> None:
        for names in TOGETHER:
            is_given = [bool(getattr(self, name)) for name in names]
            if any(is_given) and not all(is_given):
                *most, last = (name.upper() for name in names)
                raise SettingsError(f"{', '.join(most)} and {last} must be set together or not at all.")


def _names_a_host(url: str) -> bool:
    """Whether an address has a host, and for a port, if any, a number."""
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def load_settings(**overrides: object) -> Settings:
    """Read the environment; raise SettingsError with one sentence naming the variable that is wrong."""
    try:
        return refuse_public_demo(Settings(**overrides))  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        raise SettingsError(f"{name} cannot be used: {first['msg'].removeprefix('Value error, ')}.") from None


def refuse_public_demo(settings: Settings) -> Settings:
    """Return the settings; refuse a demonstration that others can reach: its passwords are public."""
    if settings.demo and not settings.is_local:
        raise SettingsError(
            "DEMO must be off where HOST or APP_URL is not this machine: its passwords are public."
        )
    if settings.demo and not settings.database_url.startswith("sqlite://"):
        raise SettingsError(
            "DEMO must be off on PostgreSQL: a demonstration needs an SQLite file of its own."
        )
    return settings
