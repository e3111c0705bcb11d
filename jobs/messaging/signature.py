"""The check that a request is signed with Twilio's token."""

from collections.abc import Mapping

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]


def has_valid_signature(token: str, url: str, params: Mapping[str, str], header: str | None) -> bool:
    """Verify the signature over the fields and the `url` as it was given to Twilio."""
    return header is not None and bool(RequestValidator(token).validate(url, dict(params), header))
