"""The one place where tokens and links are made."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from models.offers.register import KINDS
from models.refused import Code, Denied


@dataclass(frozen=True, slots=True)
class Links:
    """Tokens are recomputed from `secret_key`, so that none is kept; links begin with `app_url`."""

    secret_key: str | None
    app_url: str

    def token(self, share_id: UUID, rotation: int) -> str:
        """32 bytes, safe in a URL."""
        if self.secret_key is None:
            raise Denied(Code.NOT_CONFIGURED, "SECRET_KEY is not set on this server: no link can be made.")
        message = f"{share_id}/{rotation}".encode()
        digest = hmac.digest(self.secret_key.encode(), message, "sha256")
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def of(self, kind: str, token: str) -> str:
        """Where the holder of this token to an offer of this kind looks at it and answers."""
        return f"{self.app_url.rstrip('/')}/{KINDS[kind].path}/{token}"


def token_hash(token: str) -> str:
    """What the table keeps, and what a look-up compares."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
