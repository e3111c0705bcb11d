"""Whether a request comes from whoever has Twilio's token."""

from collections.abc import Mapping

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]


def signed(token: str, url: str, params: Mapping[str, str], header: str | None) -> bool:
    """`url` as Twilio was told it; the order of the fields does not matter, their names and values do."""
    return header is not None and bool(RequestValidator(token).validate(url, dict(params), header))
