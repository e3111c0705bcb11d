"""The tokens of links, which are made only here."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from models.offers.register import KINDS
from models.refused import Code, Denied


@dataclass(frozen=True, slots=True)
class Links:
    """The maker of links: tokens derive from `secret_key`, so none is stored; URLs begin with `app_url`."""

    secret_key: str | None
    app_url: str

    def token(self, share_id: UUID, rotation: int) -> str:
        """Compute the token: 32 bytes in URL-safe base64; refuse without a secret key."""
        if self.secret_key is None:
            raise Denied(Code.NOT_CONFIGURED, "SECRET_KEY must be set on this server to create links.")
        message = f"{share_id}/{rotation}".encode()
        digest = hmac.digest(self.secret_key.encode(), message, "sha256")
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def of(self, kind: str, token: str) -> str:
        """Return the URL at which the holder of this token sees an offer of this kind and answers it."""
        return f"{self.app_url.rstrip('/')}/{KINDS[kind].path}/{token}"


def token_hash(token: str) -> str:
    """Return the hash that the table stores and look-ups compare."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
