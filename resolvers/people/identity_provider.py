"""The tokens of the operator's identity provider, verified with its published keys."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import jwt
import structlog
from anyio import CapacityLimiter, to_thread

from models.people.session import ENDED, viewer_of
from models.people.user import User
from models.people.viewer import Role, Viewer
from models.refused import Code, Denied, unauthenticated
from settings import Settings
from subscriptions.work import unit_of_work

log = structlog.get_logger("proffer")
REQUIRED = ["exp", "iss", "aud", "sub"]


class IdentityProvider:
    """An identity provider, by its issuer, audience, algorithm and the URL of its keys."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.keys = jwt.PyJWKClient(settings.jwks_url or "", timeout=5)
        # A provider that does not respond must not use up the threads that verify passwords.
        self.threads = CapacityLimiter(4)

    async def viewer(self, token: str) -> Viewer:
        """Return the viewer of a token; the user is created on first use and follows the provider's role."""
        claims = await to_thread.run_sync(self._claims, token, limiter=self.threads)
        user = await unit_of_work(lambda: self._user(claims))
        return viewer_of(user, signed_in_until=datetime.fromtimestamp(claims["exp"], UTC))

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            return self._decode(token)
        except (jwt.PyJWKClientConnectionError, OSError, ValueError) as error:
            # A response that is not JSON raises ValueError.
            log.warning("identity provider's keys are unreachable", reason=str(error))
            raise Denied(
                Code.UNAVAILABLE, "The identity provider cannot be reached right now; try again."
            ) from None
        except jwt.PyJWTError as error:
            log.debug("token refused", reason=type(error).__name__)
            raise unauthenticated(ENDED) from None

    def _decode(self, token: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwt.decode(
            token,
            self.keys.get_signing_key_from_jwt(token),
            algorithms=[self.settings.jwt_algorithm],
            audience=self.settings.jwt_audience,
            issuer=self.settings.jwt_issuer,
            options={"require": REQUIRED},
        )
        if not claims["sub"].strip():
            raise jwt.InvalidTokenError("The subject cannot be empty.")
        return claims

    async def _user(self, claims: Mapping[str, Any]) -> User:
        role = claims.get(self.settings.jwt_role_claim)
        if not isinstance(role, str) or role not in set(Role):
            raise unauthenticated("Your token must name a role of this product.")
        subject = f"{claims['iss']}|{claims['sub']}"
        name = str(claims.get("name") or claims["sub"])
        return await User.from_provider(subject, name, _verified_email(claims), Role(role))


def _verified_email(claims: Mapping[str, Any]) -> str | None:
    """Return the address only if the provider has verified it; some providers send their booleans as text."""
    email, mark = claims.get("email"), claims.get("email_verified")
    return email if isinstance(email, str) and (mark is True or mark == "true") else None
