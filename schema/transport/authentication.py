"""The authentication of a caller, from a request's headers or a socket's first message."""

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.requests import HTTPConnection

from models.clock import now
from models.people.session import TOKEN_PREFIX, viewer_with_token
from models.people.viewer import Viewer
from models.refused import Code, Denied
from resolvers.people.identity_provider import IdentityProvider
from schema.context import Context
from settings import Settings

MALFORMED = "The Authorization header must read “Bearer”, a space and a token."


class Authentication:
    """The tokens that are accepted: own sessions, and those of an identity provider if configured."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.provider = IdentityProvider(settings) if settings.jwks_url else None

    async def context(self, connection: HTTPConnection) -> Context:
        """Build the context of a request; an invalid token leaves it without a viewer but with the reason."""
        context = Context(self.settings, connection, is_scheduler=self._is_scheduler(connection))
        await self.identify(context, connection.headers.get("authorization"))
        return context

    async def identify(self, context: Context, authorization: object) -> None:
        if authorization is None:
            return
        try:
            context.viewer_or_none = await self._viewer(authorization)
        except Denied as denied:
            if denied.code is not Code.UNAUTHENTICATED:
                raise
            context.not_signed_in_because = denied.sentence

    async def _viewer(self, authorization: object) -> Viewer:
        scheme, _, token = authorization.partition(" ") if isinstance(authorization, str) else ("", "", "")
        if scheme.lower() != "bearer" or not token:
            raise Denied(Code.UNAUTHENTICATED, MALFORMED)
        if self.provider and not token.startswith(TOKEN_PREFIX):
            return await self.provider.viewer(token)
        return await viewer_with_token(token, now())

    def _is_scheduler(self, connection: HTTPConnection) -> bool:
        secret, header = self.settings.internal_secret, connection.headers.get("x-internal-secret")
        return bool(secret and header) and secrets.compare_digest(
            (secret or "").encode(), (header or "").encode()
        )


def from_params(params: Mapping[str, Any]) -> object:
    """Return the token in a connection_init payload, in the format of the HTTP header; None for none."""
    by_name = {name.lower(): value for name, value in params.items()}
    return by_name.get("authorization")
