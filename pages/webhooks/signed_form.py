"""What Twilio posts: a form, signed for the address that it was told."""

from starlette.requests import Request

from jobs.messaging.callback import public_url
from jobs.messaging.signature import has_valid_signature

SIGNATURE = "x-twilio-signature"


def is_signed(request: Request, form: dict[str, str], token: str, app_url: str, path: str) -> bool:
    """For the public address of this path: a Host header is anybody's to write."""
    url = public_url(app_url, path, request.url.query)
    return has_valid_signature(token, url, form, request.headers.get(SIGNATURE))
