"""The signature of the forms that Twilio posts."""

from starlette.requests import Request

from jobs.messaging.callback import public_url
from jobs.messaging.signature import has_valid_signature

SIGNATURE = "x-twilio-signature"


def is_signed(request: Request, form: dict[str, str], token: str, app_url: str, path: str) -> bool:
    """Check the signature for the public address of this path: a Host header can be forged."""
    url = public_url(app_url, path, request.url.query)
    return has_valid_signature(token, url, form, request.headers.get(SIGNATURE))
